// Pictures are never kept as they came: each is decoded, turned upright, made no larger than needed and written anew, without a word
// of what it carried besides. Decoders read hostile bytes, so they run in a process of their own that may do nothing else.
#pragma once

#include "base/result.h"
#include "record/file_type.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// What is refused from the head of a file, before any decoder sees it: 40 million pixels, 32,000 on a side.
inline constexpr std::uint64_t most_pixels = 40'000'000;
inline constexpr std::uint32_t most_side = 32'000;
/// The long side of what is kept.
inline constexpr std::uint32_t kept_side = 2'560;

struct PictureSize {
  std::uint32_t width = 0, height = 0;
};
/// Width and height as the head of the file tells them; nothing where it does not.
std::optional<PictureSize> size_of_picture(FileType type, std::string_view bytes);
bool is_too_large(PictureSize size);

/// Rows of pixels, one after the other, three (RGB) or four (RGBA) bytes each.
struct Pixels {
  std::uint32_t width = 0, height = 0;
  unsigned channels = 3;
  std::vector<std::uint8_t> bytes;
};
/// Averages down so that the long side is at most `side`. Smaller pictures stay as they are.
Pixels scaled_down(Pixels from, std::uint32_t side);
/// Turns and mirrors as EXIF orientation 1–8 says; any other number does nothing.
Pixels upright(Pixels from, int orientation);
/// The orientation in an EXIF block (beginning with its byte-order mark); 1 where there is none.
int orientation_in(std::string_view exif);

/// One of each a library. Nothing where the picture cannot be read. Each keeps the long side at `kept_side` or more where it can
/// decode smaller at once, and is already upright.
std::optional<Pixels> decode_jpeg(std::string_view bytes);
std::optional<Pixels> decode_png(std::string_view bytes);
std::optional<Pixels> decode_webp(std::string_view bytes);
/// Quality 82, 4:2:0.
std::optional<std::string> encode_jpeg(const Pixels& pixels);
std::optional<std::string> encode_png(const Pixels& pixels);

struct Picture {
  FileType type = FileType::jpeg;  ///< jpeg for what came as JPEG or WebP, png for PNG
  std::string bytes;
};
/// All of it in this process: for the worker, and for fuzzing. Nothing where it cannot be read.
std::optional<Picture> renew_here(std::string_view bytes);

/// What `alongside picture-worker` does: bounds itself (512 MiB, 10 s of work, no files, no new rights, of
/// the kernel's calls only those to read, write, take memory and end), then reads a picture from
/// standard input and writes the new one to standard output, a letter for its type first. Ends the process; the exit status is 0 when it could.
[[noreturn]] void picture_worker();

/// Starts the worker for each picture. A room of the house.
class PictureDesk {
 public:
  /// `program` is started with the one word `picture-worker`.
  explicit PictureDesk(std::filesystem::path program = "/proc/self/exe") : program_(std::move(program)) {}
  /// At most `seconds` for this picture. Errors: invalid, `for_user` beginning with the quoted name.
  base::Result<Picture> renew(std::string_view name, FileType type, std::string_view bytes, int seconds = 15) const;

 private:
  std::filesystem::path program_;
};

}  // namespace record
