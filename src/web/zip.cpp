// libzip over a buffer. The only room that includes it.
#include "web/zip.h"

#include "base/text.h"

#include <zip.h>

#include <algorithm>
#include <memory>

namespace web {
namespace {

struct Close {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

base::Error refusal(const char* words, const char* for_log) { return base::Error::invalid("file", words, for_log); }

/// A path that stays below the folder it would be unpacked in.
bool is_safe_path(std::string_view path) {
  if (path.empty() || path.size() > 500 || path.front() == '/' || !base::is_valid_utf8(path)) return false;
  if (std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\' || c == ':'; }))
    return false;
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    if (segment == ".." || segment == "." || segment.empty()) return false;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return true;
}

/// Reads one entry, at most `most` bytes; counts what really comes out.
base::Result<std::string> inflate(zip_t* archive, zip_uint64_t index, const zip_stat_t& told, std::uint64_t most, const ZipLimits& limits) {
  const std::unique_ptr<zip_file_t, Close> file(zip_fopen_index(archive, index, 0));
  if (!file) return refusal("The zip file is damaged, or packed in a way that cannot be read", "zip entry cannot be opened");
  const std::uint64_t by_ratio = std::max(limits.ratio_free, told.comp_size * limits.ratio);
  const std::uint64_t bound = std::min(most, by_ratio);
  std::string out;
  for (;;) {
    constexpr std::size_t step = 256 * 1024;
    const auto before = out.size();
    out.resize(before + step);
    const auto got = zip_fread(file.get(), out.data() + before, step);
    if (got < 0) return refusal("The zip file is damaged", "zip entry cannot be inflated");
    out.resize(before + static_cast<std::size_t>(got));
    if (out.size() > bound) return refusal("The zip file is too large when unpacked", "zip inflates over its limit");
    if (got == 0) break;
  }
  out.shrink_to_fit();
  return out;
}

}  // namespace

base::Result<std::map<std::string, std::string>> read_zip(std::string_view bytes, const ZipLimits& limits) {
  if (bytes.empty()) return refusal("The file is empty", "empty zip");  // libzip would take it for an archive without entries
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (!source) return refusal("The zip file cannot be read", "zip source cannot be made");
  zip_t* opened = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (!opened) {
    zip_source_free(source);
    zip_error_fini(&error);
    return refusal("This is not a zip file, or it is damaged", "not a zip");
  }
  zip_error_fini(&error);
  const std::unique_ptr<zip_t, Close> archive(opened);

  const auto count = zip_get_num_entries(archive.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries) return refusal("The zip file holds too many files", "zip with too many entries");
  std::map<std::string, std::string> out;
  std::uint64_t left = limits.inflated;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t told;
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive.get(), i, ZIP_FL_ENC_GUESS, &told) != 0 || (told.valid & needed) != needed)
      return refusal("The zip file is damaged", "zip entry without its particulars");
    std::string name = told.name;
    if (name.ends_with('/') && told.size == 0) continue;
    if (!is_safe_path(name)) return refusal("The zip file holds a file with a name that is not allowed", "zip entry with an unsafe path");
    if (told.encryption_method != ZIP_EM_NONE) return refusal("The zip file is protected by a password: send it without", "zip entry is encrypted");
    if (told.size > left) return refusal("The zip file is too large when unpacked", "zip says it inflates over its limit");
    TRY(auto content, inflate(archive.get(), i, told, left, limits));
    left -= content.size();
    if (!out.emplace(std::move(name), std::move(content)).second)
      return refusal("The zip file holds two files of one name", "zip with a name twice");
  }
  return out;
}

}  // namespace web
