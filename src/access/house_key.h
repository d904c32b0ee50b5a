// The key of a school's file: read from a systemd credential or a file of mode 0600, made on first start.
#pragma once

#include "base/random.h"
#include "base/secret.h"

#include <filesystem>

namespace access {

/// 32 raw bytes. Made when the file is absent and `create` is set, with a plain warning on standard error to keep it apart from
/// backups. Throws db::CannotStart when it is missing, too short, or readable by others.
base::Secret load_key(const std::filesystem::path& file, bool create, base::Random& random);
/// The credential `alongside-key` that systemd hands over, or `folder/key`.
std::filesystem::path key_place(const std::filesystem::path& folder, const std::filesystem::path& asked);

}  // namespace access
