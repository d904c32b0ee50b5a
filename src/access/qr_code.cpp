// Draws QR codes.
#include "access/qr_code.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <iterator>
#include <memory>
#include <string>

namespace access {

web::Html qr_code(std::string_view text, std::string_view says) {
  struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
  };
  const std::string whole(text);
  const std::unique_ptr<QRcode, Free> code(QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_M));
  if (!code) return {};
  constexpr int quiet = 4;  // modules of white that readers need around it: ISO/IEC 18004
  std::string dark;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width;) {
      int run = 0;
      while (x + run < code->width && (code->data[y * code->width + x + run] & 1) != 0) ++run;
      if (run > 0) fmt::format_to(std::back_inserter(dark), "M{} {}h{}v1h-{}z", x + quiet, y + quiet, run, run);
      x += run > 0 ? run : 1;
    }
  }
  const int side = code->width + 2 * quiet;
  const auto box = fmt::format("0 0 {} {}", side, side);
  return web::html(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{}\" width=\"220\" height=\"220\" role=\"img\" aria-label=\"{}\" "
      "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{}v{}h-{}z\"/><path fill=\"#000\" d=\"{}\"/></svg>",
      box, says, side, side, side, dark);
}

}  // namespace access
