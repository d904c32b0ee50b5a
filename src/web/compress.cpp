// zstd and gzip (libdeflate), at the levels where a page costs least in all.
#include "web/compress.h"

#include "base/random.h"
#include "base/text.h"

#include <libdeflate.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace web {
namespace {

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

ZSTD_CCtx* zstd_context() {
  static thread_local std::unique_ptr<ZSTD_CCtx, Free> context = [] {
    std::unique_ptr<ZSTD_CCtx, Free> made(ZSTD_createCCtx());
    if (made) {
      ZSTD_CCtx_setParameter(made.get(), ZSTD_c_compressionLevel, 1);
      ZSTD_CCtx_setParameter(made.get(), ZSTD_c_windowLog, 17);  // pages are small: 128 KiB of memory, here and in the browser
    }
    return made;
  }();
  return context.get();
}

libdeflate_compressor* gzip_compressor() {
  static thread_local std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(1));
  return compressor.get();
}

/// Random bytes in batches: one call to the kernel serves many pages.
std::byte random_byte() {
  static thread_local std::array<std::byte, 512> pool;
  static thread_local std::size_t used = pool.size();
  if (used == pool.size()) {
    base::system_random().fill(pool);
    used = 0;
  }
  return pool[used++];
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    auto item = base::trim(accept_encoding.substr(0, end));
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    if (base::to_lower_ascii(base::trim(item.substr(0, semicolon))) != coding) continue;
    auto weight = base::trim(item.substr(std::min(semicolon + 1, item.size())));
    if (!weight.starts_with("q=") && !weight.starts_with("Q=")) return true;
    weight.remove_prefix(2);
    return weight.find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

Coding choose_coding(std::string_view accept_encoding) {
  if (accept_encoding.empty()) return Coding::none;
  if (accepts_coding(accept_encoding, "zstd")) return Coding::zstd;
  if (accepts_coding(accept_encoding, "gzip")) return Coding::gzip;
  return Coding::none;
}

std::string_view coding_name(Coding coding) {
  switch (coding) {
    case Coding::none: return "";
    case Coding::gzip: return "gzip";
    case Coding::zstd: return "zstd";
  }
  return "";
}

std::string compress(Coding coding, std::string_view body) {
  std::string out;
  if (coding == Coding::zstd) {
    auto* context = zstd_context();
    if (!context) return out;
    out.resize(ZSTD_compressBound(body.size()));
    const auto size = ZSTD_compress2(context, out.data(), out.size(), body.data(), body.size());
    out.resize(ZSTD_isError(size) ? 0 : size);
  } else if (coding == Coding::gzip) {
    auto* compressor = gzip_compressor();
    if (!compressor) return out;
    out.resize(libdeflate_gzip_compress_bound(compressor, body.size()));
    out.resize(libdeflate_gzip_compress(compressor, body.data(), body.size(), out.data(), out.size()));
  }
  return out;
}

std::string random_pad() {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";
  static_assert(letters.size() == 64);
  std::size_t length = 0;
  do length = std::to_integer<std::size_t>(random_byte()) & 127;
  while (length > 64);
  std::string out(length, ' ');
  for (char& c : out) c = letters[std::to_integer<std::size_t>(random_byte()) & 63];
  return out;
}

}  // namespace web
