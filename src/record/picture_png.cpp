// The only room that knows libpng.
#include "record/picture.h"

#include <png.h>

#include <cstring>

namespace record {
namespace {

png_image empty_image() {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  return image;
}

png_uint_32 format_of(unsigned channels) { return channels == 4 ? png_uint_32{PNG_FORMAT_RGBA} : png_uint_32{PNG_FORMAT_RGB}; }

/// The orientation in a chunk eXIf, which a few programs write.
int orientation_of(std::string_view bytes) {
  std::size_t at = 8;
  while (bytes.size() - at >= 12) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = (length << 8) | static_cast<unsigned char>(bytes[at + i]);
    if (length > bytes.size() - at - 12) return 1;
    if (bytes.substr(at + 4, 4) == "eXIf") return orientation_in(bytes.substr(at + 8, length));
    at += 12 + length;
  }
  return 1;
}

}  // namespace

std::optional<Pixels> decode_png(std::string_view bytes) {
  auto image = empty_image();
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return std::nullopt;
  if (is_too_large({image.width, image.height})) {
    png_image_free(&image);
    return std::nullopt;
  }
  Pixels pixels;
  pixels.width = image.width;
  pixels.height = image.height;
  pixels.channels = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0 ? 4 : 3;
  image.format = format_of(pixels.channels);
  pixels.bytes.resize(PNG_IMAGE_SIZE(image));
  const int read = png_image_finish_read(&image, nullptr, pixels.bytes.data(), 0, nullptr);
  png_image_free(&image);
  if (read == 0) return std::nullopt;
  return upright(scaled_down(std::move(pixels), kept_side), orientation_of(bytes));
}

std::optional<std::string> encode_png(const Pixels& pixels) {
  auto image = empty_image();
  image.width = pixels.width;
  image.height = pixels.height;
  image.format = format_of(pixels.channels);
  std::string out(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t size = out.size();
  const int written = png_image_write_to_memory(&image, out.data(), &size, 0, pixels.bytes.data(), 0, nullptr);
  png_image_free(&image);
  if (written == 0) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace record
