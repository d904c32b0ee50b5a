// The size from the head of a file, and what is done to pixels: scaled down, turned upright, written anew.
#include "record/picture.h"

#include <algorithm>
#include <array>

namespace record {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::uint32_t big(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < count; ++i) out = (out << 8) | byte_at(bytes, at + i);
  return out;
}

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t out = 0;
  for (std::size_t i = count; i-- > 0;) out = (out << 8) | byte_at(bytes, at + i);
  return out;
}

/// The first frame's head tells the size; the segments before it are stepped over.
std::optional<PictureSize> jpeg_size(std::string_view bytes) {
  std::size_t at = 2;
  while (at + 9 <= bytes.size() && byte_at(bytes, at) == 0xFF) {
    const auto marker = byte_at(bytes, at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
      return PictureSize{big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
    at += 2 + big(bytes, at + 2, 2);
  }
  return std::nullopt;
}

std::optional<PictureSize> webp_size(std::string_view bytes) {
  if (bytes.size() < 30) return std::nullopt;
  const auto kind = bytes.substr(12, 4);
  if (kind == "VP8X") return PictureSize{little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1};
  if (kind == "VP8L") {
    const auto packed = little(bytes, 21, 4);
    return PictureSize{(packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1};
  }
  if (kind == "VP8 ") return PictureSize{little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF};
  return std::nullopt;
}

/// Where the pixel shown at (x, y) of the upright picture stands in the one that was taken.
struct Place {
  std::uint32_t x, y;
};
Place taken_at(int orientation, std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height) {
  switch (orientation) {
    case 2: return {width - 1 - x, y};
    case 3: return {width - 1 - x, height - 1 - y};
    case 4: return {x, height - 1 - y};
    case 5: return {y, x};
    case 6: return {y, height - 1 - x};
    case 7: return {width - 1 - y, height - 1 - x};
    case 8: return {width - 1 - y, x};
    default: return {x, y};
  }
}

}  // namespace

std::optional<PictureSize> size_of_picture(FileType type, std::string_view bytes) {
  switch (type) {
    case FileType::jpeg: return jpeg_size(bytes);
    case FileType::png:
      if (bytes.size() < 24) return std::nullopt;
      return PictureSize{big(bytes, 16, 4), big(bytes, 20, 4)};
    case FileType::webp: return webp_size(bytes);
    case FileType::pdf:
    case FileType::text: return std::nullopt;
  }
  return std::nullopt;
}

bool is_too_large(PictureSize size) {
  return size.width > most_side || size.height > most_side || std::uint64_t{size.width} * size.height > most_pixels;
}

Pixels scaled_down(Pixels from, std::uint32_t side) {
  const auto longer = std::max(from.width, from.height);
  if (longer <= side) return from;
  Pixels to;
  to.channels = from.channels;
  const auto shorter_to = [&](std::uint32_t length) {
    return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, (std::uint64_t{length} * side + longer / 2) / longer));
  };
  to.width = shorter_to(from.width);
  to.height = shorter_to(from.height);
  to.bytes.resize(std::size_t{to.width} * to.height * to.channels);
  const std::size_t channels = from.channels, stride = from.width * channels;
  std::size_t out = 0;
  for (std::uint32_t y = 0; y < to.height; ++y) {
    const auto top = static_cast<std::size_t>(std::uint64_t{y} * from.height / to.height);
    const auto bottom = std::max(top + 1, static_cast<std::size_t>(std::uint64_t{y + 1} * from.height / to.height));
    for (std::uint32_t x = 0; x < to.width; ++x) {
      const auto left = static_cast<std::size_t>(std::uint64_t{x} * from.width / to.width);
      const auto right = std::max(left + 1, static_cast<std::size_t>(std::uint64_t{x + 1} * from.width / to.width));
      const auto area = (bottom - top) * (right - left);
      std::array<std::uint64_t, 4> sum{};
      for (auto row = top; row < bottom; ++row)
        for (auto column = left; column < right; ++column)
          for (std::size_t c = 0; c < channels; ++c) sum[c] += from.bytes[row * stride + column * channels + c];
      for (std::size_t c = 0; c < channels; ++c) to.bytes[out++] = static_cast<std::uint8_t>((sum[c] + area / 2) / area);
    }
  }
  return to;
}

Pixels upright(Pixels from, int orientation) {
  if (orientation < 2 || orientation > 8) return from;
  Pixels to = from;
  if (orientation >= 5) std::swap(to.width, to.height);
  const std::size_t channels = from.channels;
  std::size_t out = 0;
  for (std::uint32_t y = 0; y < to.height; ++y)
    for (std::uint32_t x = 0; x < to.width; ++x) {
      const auto place = taken_at(orientation, x, y, from.width, from.height);
      const auto at = (std::size_t{place.y} * from.width + place.x) * channels;
      for (std::size_t c = 0; c < channels; ++c) to.bytes[out++] = from.bytes[at + c];
    }
  return to;
}

int orientation_in(std::string_view exif) {
  if (exif.size() < 14) return 1;
  const bool is_little = exif.starts_with("II");
  if (!is_little && !exif.starts_with("MM")) return 1;
  const auto read = [&](std::size_t at, std::size_t count) { return is_little ? little(exif, at, count) : big(exif, at, count); };
  const std::size_t directory = read(4, 4);
  if (directory > exif.size() - 2) return 1;
  const std::size_t entries = read(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto at = directory + 2 + i * 12;
    if (at + 12 > exif.size()) return 1;
    if (read(at, 2) == 0x0112) return static_cast<int>(read(at + 8, 2));
  }
  return 1;
}

std::optional<Picture> renew_here(std::string_view bytes) {
  const auto type = begins_as(bytes);
  if (!type || !is_picture(*type)) return std::nullopt;
  const auto size = size_of_picture(*type, bytes);
  if (!size || size->width == 0 || size->height == 0 || is_too_large(*size)) return std::nullopt;
  auto pixels = *type == FileType::jpeg ? decode_jpeg(bytes) : *type == FileType::png ? decode_png(bytes) : decode_webp(bytes);
  if (!pixels) return std::nullopt;
  const auto kept = scaled_down(*std::move(pixels), kept_side);
  auto out = *type == FileType::png ? encode_png(kept) : encode_jpeg(kept);
  if (!out) return std::nullopt;
  return Picture{*type == FileType::png ? FileType::png : FileType::jpeg, *std::move(out)};
}

}  // namespace record
