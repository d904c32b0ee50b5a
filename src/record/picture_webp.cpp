// The only room that knows libwebp. WebP comes in and JPEG goes out: every programme of a school opens it.
#include "record/picture.h"

#include <webp/decode.h>

#include <algorithm>

namespace record {
namespace {

int orientation_of(std::string_view bytes) {
  std::size_t at = 12;
  while (bytes.size() - at >= 8) {
    std::size_t length = 0;
    for (std::size_t i = 4; i-- > 0;) length = (length << 8) | static_cast<unsigned char>(bytes[at + 4 + i]);
    if (length > bytes.size() - at - 8) return 1;
    auto held = bytes.substr(at + 8, length);
    if (bytes.substr(at, 4) == "EXIF") {
      if (held.starts_with(std::string_view("Exif\0\0", 6))) held.remove_prefix(6);
      return orientation_in(held);
    }
    const auto step = 8 + length + (length & 1);
    if (step > bytes.size() - at) return 1;
    at += step;
  }
  return 1;
}

/// On white, as paper would have it.
Pixels without_alpha(const Pixels& from) {
  Pixels to{from.width, from.height, 3, {}};
  const auto count = std::size_t{from.width} * from.height;
  to.bytes.resize(count * 3);
  for (std::size_t i = 0; i < count; ++i) {
    const unsigned cover = from.bytes[i * 4 + 3];
    for (std::size_t c = 0; c < 3; ++c)
      to.bytes[i * 3 + c] = static_cast<std::uint8_t>((from.bytes[i * 4 + c] * cover + 255U * (255U - cover) + 127) / 255);
  }
  return to;
}

}  // namespace

std::optional<Pixels> decode_webp(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0 || WebPGetFeatures(data, bytes.size(), &config.input) != VP8_STATUS_OK) return std::nullopt;
  if (config.input.has_animation != 0 || config.input.width < 1 || config.input.height < 1) return std::nullopt;
  auto width = static_cast<std::uint32_t>(config.input.width), height = static_cast<std::uint32_t>(config.input.height);
  if (is_too_large({width, height})) return std::nullopt;
  if (const auto longer = std::max(width, height); longer > kept_side) {
    width = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::uint64_t{width} * kept_side / longer));
    height = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::uint64_t{height} * kept_side / longer));
    config.options.use_scaling = 1;
    config.options.scaled_width = static_cast<int>(width);
    config.options.scaled_height = static_cast<int>(height);
  }
  Pixels pixels{width, height, 4, {}};
  pixels.bytes.resize(std::size_t{width} * height * 4);
  config.output.colorspace = MODE_RGBA;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = pixels.bytes.data();
  config.output.u.RGBA.stride = static_cast<int>(width * 4);
  config.output.u.RGBA.size = pixels.bytes.size();
  const auto status = WebPDecode(data, bytes.size(), &config);
  WebPFreeDecBuffer(&config.output);
  if (status != VP8_STATUS_OK) return std::nullopt;
  return upright(without_alpha(pixels), orientation_of(bytes));
}

}  // namespace record
