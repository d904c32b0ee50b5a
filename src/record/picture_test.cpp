// Pictures come out without what they carried, upright, no larger than needed; and bombs cost nothing.
#include "record/picture.h"
#include "testing/places.h"
#include "testing/test_databases.h"

#include <gtest/gtest.h>
#include <webp/encode.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

using namespace std::string_literals;
using record::FileType;

namespace {

constexpr const char* canary = "GPS-CANARY-51.5007";

record::PictureDesk desk() { return record::PictureDesk(test::in_build("alongside")); }

/// Red at its left end, blue at its right.
record::Pixels a_strip(std::uint32_t width, std::uint32_t height, unsigned channels = 3) {
  record::Pixels out{width, height, channels, {}};
  for (std::uint32_t y = 0; y < height; ++y)
    for (std::uint32_t x = 0; x < width; ++x) {
      const bool is_left = x < width / 2;
      out.bytes.insert(out.bytes.end(), {std::uint8_t(is_left ? 255 : 0), 0, std::uint8_t(is_left ? 0 : 255)});
      if (channels == 4) out.bytes.push_back(255);
    }
  return out;
}

std::string big(std::uint32_t number, int count) {
  std::string out;
  while (count-- > 0) out += static_cast<char>(number >> (8 * count));
  return out;
}

/// One entry, the orientation, and words behind it.
std::string exif(int orientation) { return "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"s + big(static_cast<std::uint32_t>(orientation), 2) + "\0\0\0\0\0\0"s + canary; }

std::string with_segment(const std::string& jpeg, char marker, const std::string& held) {
  return jpeg.substr(0, 2) + "\xFF" + marker + big(static_cast<std::uint32_t>(held.size() + 2), 2) + held + jpeg.substr(2);
}

std::uint32_t crc(const std::string& bytes) {
  std::uint32_t out = 0xFFFFFFFFU;
  for (const char c : bytes) {
    out ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) out = (out >> 1) ^ ((out & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~out;
}

std::string chunk(const std::string& name, const std::string& held) {
  return big(static_cast<std::uint32_t>(held.size()), 4) + name + held + big(crc(name + held), 4);
}

std::string a_webp(std::uint32_t width, std::uint32_t height) {
  const auto strip = a_strip(width, height);
  std::uint8_t* out = nullptr;
  const auto size = WebPEncodeRGB(strip.bytes.data(), int(width), int(height), int(width * 3), 80, &out);
  std::string bytes(reinterpret_cast<char*>(out), size);
  WebPFree(out);
  return bytes;
}

/// A WebP with an EXIF chunk, which asks for the longer head.
std::string with_exif(const std::string& webp, std::uint32_t width, std::uint32_t height, const std::string& held) {
  const auto little = [](std::uint32_t number, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>(number >> (8 * i));
    return out;
  };
  std::string body = "WEBPVP8X" + little(10, 4) + "\x08\0\0\0"s + little(width - 1, 3) + little(height - 1, 3) + webp.substr(12) + "EXIF" +
                     little(static_cast<std::uint32_t>(held.size()), 4) + held + std::string(held.size() & 1, '\0');
  return "RIFF" + little(static_cast<std::uint32_t>(body.size()), 4) + body;
}

bool is_red(const record::Pixels& pixels, std::uint32_t x, std::uint32_t y) {
  const auto* at = &pixels.bytes[(std::size_t{y} * pixels.width + x) * pixels.channels];
  return at[0] > 180 && at[2] < 80;
}

TEST(Pictures, LoseEverythingAJpegCarried) {
  auto jpeg = record::encode_jpeg(a_strip(64, 32)).value();
  jpeg = with_segment(jpeg, '\xE1', "Exif\0\0"s + exif(1));
  jpeg = with_segment(jpeg, '\xE1', "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"s + canary);
  jpeg = with_segment(jpeg, '\xE2', "ICC_PROFILE\0\x01\x01"s + canary);
  jpeg = with_segment(jpeg, '\xED', "Photoshop 3.0\0"s + canary);
  jpeg = with_segment(jpeg, '\xFE', canary);
  jpeg += "<script>"s + canary + "PK\5\6";
  ASSERT_NE(jpeg.find(canary), std::string::npos);
  const auto picture = desk().renew("a.jpg", FileType::jpeg, jpeg);
  ASSERT_TRUE(picture) << picture.error().for_user;
  EXPECT_EQ(picture->type, FileType::jpeg);
  for (const auto* gone : {canary, "Exif", "xmpmeta", "ICC_PROFILE", "Photoshop", "PK\5\6", "<script>"})
    EXPECT_EQ(picture->bytes.find(gone), std::string::npos) << gone;
  const auto pixels = record::decode_jpeg(picture->bytes);
  ASSERT_TRUE(pixels);
  EXPECT_EQ(pixels->width, 64U);
  EXPECT_TRUE(is_red(*pixels, 4, 16));
  EXPECT_FALSE(is_red(*pixels, 60, 16));
}

TEST(Pictures, LoseEverythingAPngCarried) {
  const auto plain = record::encode_png(a_strip(64, 32, 4)).value();
  const auto head = plain.substr(0, 33);
  const auto png = head + chunk("tEXt", "Comment\0"s + canary) + chunk("eXIf", exif(1)) + chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0"s + canary) + plain.substr(33);
  ASSERT_TRUE(record::find_type("a.png", png)) << "it is a good one";
  const auto picture = desk().renew("a.png", FileType::png, png);
  ASSERT_TRUE(picture) << picture.error().for_user;
  EXPECT_EQ(picture->type, FileType::png);
  for (const auto* gone : {canary, "tEXt", "eXIf", "iTXt", "adobe"}) EXPECT_EQ(picture->bytes.find(gone), std::string::npos) << gone;
  ASSERT_TRUE(record::decode_png(picture->bytes));
}

TEST(Pictures, TurnWebpIntoJpegWithoutWhatItCarried) {
  const auto webp = with_exif(a_webp(64, 32), 64, 32, exif(6));
  ASSERT_TRUE(record::find_type("a.webp", webp));
  const auto picture = desk().renew("a.webp", FileType::webp, webp);
  ASSERT_TRUE(picture) << picture.error().for_user;
  EXPECT_EQ(picture->type, FileType::jpeg);
  EXPECT_EQ(picture->bytes.find(canary), std::string::npos);
  const auto pixels = record::decode_jpeg(picture->bytes);
  ASSERT_TRUE(pixels);
  EXPECT_EQ(pixels->height, 64U) << "turned upright";
}

TEST(Pictures, StandUprightWhateverWayTheyWereTaken) {
  // Where the red end of the strip is seen, for orientations 1 to 8.
  struct Row {
    int orientation;
    std::uint32_t width, red_x, red_y, other_x, other_y;
  };
  for (const auto& row : {Row{1, 64, 4, 16, 60, 16}, {2, 64, 60, 16, 4, 16}, {3, 64, 60, 16, 4, 16}, {4, 64, 4, 16, 60, 16}, {5, 32, 16, 4, 16, 60},
                          {6, 32, 16, 4, 16, 60}, {7, 32, 16, 60, 16, 4}, {8, 32, 16, 60, 16, 4}}) {
    const auto jpeg = with_segment(record::encode_jpeg(a_strip(64, 32)).value(), '\xE1', "Exif\0\0"s + exif(row.orientation));
    const auto picture = record::renew_here(jpeg);
    ASSERT_TRUE(picture);
    const auto pixels = record::decode_jpeg(picture->bytes);
    ASSERT_EQ(pixels->width, row.width) << row.orientation;
    EXPECT_TRUE(is_red(*pixels, row.red_x, row.red_y)) << row.orientation;
    EXPECT_FALSE(is_red(*pixels, row.other_x, row.other_y)) << row.orientation;
  }
}

TEST(Pictures, AreScaledDownToTheSideThatIsKept) {
  const auto large = record::renew_here(record::encode_jpeg(a_strip(5300, 400)).value());
  ASSERT_TRUE(large);
  const auto size = record::size_of_picture(FileType::jpeg, large->bytes);
  EXPECT_EQ(size->width, record::kept_side);
  EXPECT_NEAR(size->height, 193, 2);
  const auto png = record::renew_here(record::encode_png(a_strip(3000, 2)).value());
  EXPECT_EQ(record::size_of_picture(FileType::png, png->bytes)->width, record::kept_side);
  const auto webp = record::renew_here(a_webp(3000, 300));
  EXPECT_EQ(record::size_of_picture(FileType::jpeg, webp->bytes)->width, record::kept_side);
}

TEST(Pictures, OfTooManyPixelsAreRefusedFromTheirHeadAlone) {
  const auto plain = record::encode_png(a_strip(8, 8)).value();
  const auto png = plain.substr(0, 8) + chunk("IHDR", big(50'000, 4) + big(50'000, 4) + plain.substr(24, 5)) + plain.substr(33);
  auto jpeg = record::encode_jpeg(a_strip(8, 8)).value();
  jpeg.replace(jpeg.find("\xFF\xC0") + 5, 4, big(50'000, 2) + big(50'000, 2));
  auto webp = with_exif(a_webp(8, 8), 50'000, 50'000, exif(1));
  const record::PictureDesk nobody("/nowhere/that/could/start");
  for (const auto& [type, bytes] : {std::pair(FileType::png, png), {FileType::jpeg, jpeg}, {FileType::webp, webp}}) {
    const auto refused = nobody.renew("bomb", type, bytes);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().for_user.find("too many pixels"), std::string::npos);
    EXPECT_FALSE(record::renew_here(bytes));
  }
  EXPECT_THROW((void)nobody.renew("a.png", FileType::png, plain), std::exception) << "a good one would have needed the worker";
}

TEST(Pictures, ThatLieAboutThemselvesEndTheWorkerAndNothingElse) {
  const auto plain = record::encode_png(a_strip(8, 8)).value();
  // As many pixels as are let through, and no bytes for them.
  const auto hollow = plain.substr(0, 8) + chunk("IHDR", big(6'000, 4) + big(6'000, 4) + plain.substr(24, 5)) + plain.substr(33);
  const auto broken = plain.substr(0, 45) + "\x55\x55\x55" + plain.substr(48);
  auto jpeg = record::encode_jpeg(a_strip(64, 64)).value();
  jpeg.replace(jpeg.find("\xFF\xC4") + 4, 40, std::string(40, '\xFF'));
  for (const auto& [type, bytes] : {std::pair(FileType::png, hollow), {FileType::png, broken}, {FileType::jpeg, jpeg}}) {
    const auto refused = desk().renew("a", type, bytes);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().for_user.find("could not be read"), std::string::npos);
  }
}

TEST(Pictures, AreRefusedWhenTheWorkerSaysNothing) {
  const record::PictureDesk dead("/bin/false");
  const auto refused = dead.renew("a.png", FileType::png, record::encode_png(a_strip(8, 8)).value());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().for_user.find("could not be read"), std::string::npos);
}

TEST(Pictures, AreWaitedForNoLongerThanTold) {
  // A worker that reads on and never answers: it is ended after the one second it was given.
  const test::TemporaryFolder folder;
  const auto program = folder.path() / "never";
  std::ofstream(program) << "#!/bin/sh\nwhile :; do :; done\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const record::PictureDesk slow(program);
  EXPECT_FALSE(slow.renew("a.png", FileType::png, record::encode_png(a_strip(8, 8)).value(), 1));
}

}  // namespace
