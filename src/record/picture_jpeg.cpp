// The only room that knows libjpeg. It leaves a broken picture by longjmp, so everything it must not lose stands outside the jump.
#include "record/picture.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <algorithm>

namespace record {
namespace {

struct Exit {
  jpeg_error_mgr errors;
  std::jmp_buf back;
};

[[noreturn]] void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<Exit*>(codec->err)->back, 1); }
void say_nothing(j_common_ptr) {}

void set_exit(Exit& exit) {
  jpeg_std_error(&exit.errors);
  exit.errors.error_exit = leave;
  exit.errors.output_message = say_nothing;
}

int orientation_of(const jpeg_decompress_struct& codec) {
  for (const auto* marker = codec.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view held(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (marker->marker == JPEG_APP0 + 1 && held.starts_with(std::string_view("Exif\0\0", 6))) return orientation_in(held.substr(6));
  }
  return 1;
}

/// Ink to light, for the rare photograph that was prepared for a press. Adobe's programs store ink the other way round.
void to_rgb(Pixels& pixels, bool is_inverted) {
  const auto count = std::size_t{pixels.width} * pixels.height;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* ink = &pixels.bytes[i * 4];
    const unsigned black = is_inverted ? ink[3] : 255U - ink[3];
    for (std::size_t c = 0; c < 3; ++c) {
      const unsigned light = is_inverted ? ink[c] : 255U - ink[c];
      pixels.bytes[i * 3 + c] = static_cast<std::uint8_t>(light * black / 255);
    }
  }
  pixels.channels = 3;
  pixels.bytes.resize(count * 3);
}

/// Fills `pixels`; false when the picture is broken. Holds nothing with a destructor.
bool decode(jpeg_decompress_struct& codec, Exit& exit, std::string_view bytes, Pixels& pixels, int& orientation) {
  if (setjmp(exit.back) != 0) return false;
  jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_save_markers(&codec, JPEG_APP0 + 1, 0xFFFF);
  if (jpeg_read_header(&codec, TRUE) != JPEG_HEADER_OK) return false;
  if (is_too_large({codec.image_width, codec.image_height})) return false;
  orientation = orientation_of(codec);
  const bool is_ink = codec.jpeg_color_space == JCS_CMYK || codec.jpeg_color_space == JCS_YCCK;
  codec.out_color_space = is_ink ? JCS_CMYK : JCS_RGB;
  codec.scale_num = 1;
  codec.scale_denom = 1;
  while (codec.scale_denom < 8 && std::max(codec.image_width, codec.image_height) / (codec.scale_denom * 2) >= kept_side) codec.scale_denom *= 2;
  jpeg_start_decompress(&codec);
  pixels.width = codec.output_width;
  pixels.height = codec.output_height;
  pixels.channels = static_cast<unsigned>(codec.output_components);
  const std::size_t stride = std::size_t{pixels.width} * pixels.channels;
  pixels.bytes.resize(stride * pixels.height);
  while (codec.output_scanline < codec.output_height) {
    JSAMPROW row = &pixels.bytes[codec.output_scanline * stride];
    if (jpeg_read_scanlines(&codec, &row, 1) != 1) return false;
  }
  return true;
}

bool encode(jpeg_compress_struct& codec, Exit& exit, const Pixels& pixels, unsigned char*& out, unsigned long& size) {
  if (setjmp(exit.back) != 0) return false;
  jpeg_mem_dest(&codec, &out, &size);
  codec.image_width = pixels.width;
  codec.image_height = pixels.height;
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, 82, TRUE);
  jpeg_start_compress(&codec, TRUE);
  const std::size_t stride = std::size_t{pixels.width} * 3;
  while (codec.next_scanline < codec.image_height) {
    auto* row = const_cast<JSAMPROW>(&pixels.bytes[codec.next_scanline * stride]);
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  return true;
}

}  // namespace

std::optional<Pixels> decode_jpeg(std::string_view bytes) {
  Exit exit;
  jpeg_decompress_struct codec{};
  set_exit(exit);
  codec.err = &exit.errors;
  jpeg_create_decompress(&codec);
  Pixels pixels;
  int orientation = 1;
  const bool is_read = decode(codec, exit, bytes, pixels, orientation);
  const bool is_inverted = codec.saw_Adobe_marker == TRUE;
  jpeg_destroy_decompress(&codec);
  if (!is_read) return std::nullopt;
  if (pixels.channels == 4) to_rgb(pixels, is_inverted);
  return upright(scaled_down(std::move(pixels), kept_side), orientation);
}

std::optional<std::string> encode_jpeg(const Pixels& pixels) {
  if (pixels.channels != 3) return std::nullopt;
  Exit exit;
  jpeg_compress_struct codec{};
  set_exit(exit);
  codec.err = &exit.errors;
  jpeg_create_compress(&codec);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  const bool is_written = encode(codec, exit, pixels, out, size);
  jpeg_destroy_compress(&codec);
  std::optional<std::string> written;
  if (is_written) written.emplace(reinterpret_cast<const char*>(out), size);
  std::free(out);
  return written;
}

}  // namespace record
