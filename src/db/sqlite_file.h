// The file a school lives in, before SQLite touches it: is it there, is its file system fit to hold it, is it ours.
#pragma once

#include <filesystem>
#include <string>

namespace db {

/// What a kind of file system (the `f_type` of statfs(2)) is to a database that must keep what it promised.
enum class FileSystemFitness { fit, doubtful, unfit };
FileSystemFitness fitness_of_file_system(long magic);

/// Throws CannotStart unless the file system holding `file` keeps locks and flushes. A doubtful one (overlay, tmpfs) is logged.
void check_file_system(const std::filesystem::path& file);

/// Throws CannotStart when the file is missing or empty and `create` is not set, when it is not a plain file, or when it is an
/// unencrypted SQLite database. With `create` it makes an empty file that only its owner can read.
void prepare_file(const std::filesystem::path& file, bool create);

/// Throws CannotStart for an SQLite older than 3.51.3, whose log can be corrupted by a race. `version` as sqlite3_libversion_number.
void check_sqlite_version(int version);

/// Forces the file, then the folder that names it, to the disk. Throws DatabaseError.
void sync_file(const std::filesystem::path& file);
void sync_folder_of(const std::filesystem::path& file);

}  // namespace db
