// What may be attached and what may not, told by content; and what becomes of names.
#include "record/file_name.h"
#include "record/file_type.h"
#include "record/picture.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

using namespace std::string_literals;
using record::FileType;

namespace {

const std::string quiet_pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\nstartxref\n9\n%%EOF\n";

record::Pixels a_picture() { return {2, 1, 3, {250, 10, 10, 10, 10, 250}}; }
std::string a_jpeg() { return record::encode_jpeg(a_picture()).value(); }
std::string a_png() { return record::encode_png(a_picture()).value(); }

TEST(FileTypes, TakesWhatIsOnTheListAndNamesItsType) {
  const std::vector<std::pair<std::pair<std::string, std::string>, FileType>> rows = {
      {{"a.jpg", a_jpeg()}, FileType::jpeg}, {{"A.JPEG", a_jpeg()}, FileType::jpeg}, {{"image", a_jpeg()}, FileType::jpeg},
      {{"a.png", a_png()}, FileType::png},   {{"a.pdf", quiet_pdf}, FileType::pdf},  {{"a.txt", "Zoë smiled.\r\n"}, FileType::text},
      {{"a.txt", "\xEF\xBB\xBFwith a mark"}, FileType::text}};
  for (const auto& [file, type] : rows) {
    const auto found = record::find_type(file.first, file.second);
    ASSERT_TRUE(found) << file.first << ": " << found.error().for_user;
    EXPECT_EQ(*found, type) << file.first;
  }
}

TEST(FileTypes, RefusesEverythingElseWithWordsThatNameTheFile) {
  const auto svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"s;
  const auto page = "<!DOCTYPE html><html><body>hello</body></html>"s;
  const auto archive = "PK\3\4"s + std::string(60, 'x') + "PK\5\6"s + std::string(18, '\0');
  const auto old_document = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0');
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"empty.txt", ""},
      {"a.svg", svg}, {"a.png", svg}, {"a.txt", svg}, {"a.jpg", svg},
      {"a.html", page}, {"a.txt", page}, {"a.pdf", page}, {"a.txt", "  \n<ScRiPt>x</script>"},
      {"a.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"},
      {"a.txt", "<?xml version=\"1.0\"?><a/>"},
      {"a.docm", archive}, {"a.xlsm", archive}, {"a.docx", archive}, {"a.zip", archive}, {"a.jpg", archive}, {"a.pdf", archive},
      {"nested.zip", archive + archive}, {"a.doc", old_document}, {"a.xls", old_document}, {"a.txt", old_document},
      {"a.exe", "MZ\x90\0"s}, {"a.txt", "MZ\x90\0"s}, {"a.txt", "\x7F" "ELF"}, {"a.txt", "#!/bin/sh\nrm -r /"}, {"a.txt", "{\\rtf1 x}"},
      {"a.txt", "one\0two"s}, {"a.txt", "\xFF\xFEo\0n\0e\0"s}, {"a.txt", "broken \xC3("}, {"a.csv", "a,b\n1,2\n"}, {"notes", "plain words"},
      {"a.gif", "GIF89a" + std::string(40, '\1')}, {"a.tif", "II*\0"s + std::string(40, '\1')}, {"a.bmp", "BM" + std::string(40, '\1')},
      {"a.heic", "\0\0\0\x18" "ftypheic"s + std::string(40, '\0')}, {"a.jpg", "\0\0\0\x18" "ftypheic"s + std::string(40, '\0')},
      {"a.mp4", "\0\0\0\x18" "ftypisom"s + std::string(40, '\0')},
      {"a.png", a_jpeg()}, {"a.jpg", a_png()}, {"a.txt", a_png()}, {"a.jpg", quiet_pdf}, {"a.pdf.exe", quiet_pdf}, {"a.html", a_jpeg()},
      {"photo.jpg.svg", a_jpeg()}, {"a.txt", quiet_pdf}};
  for (const auto& [name, bytes] : rows) {
    const auto found = record::find_type(name, bytes);
    ASSERT_FALSE(found) << name << " of " << bytes.size() << " bytes was taken as " << record::content_type(*found);
    EXPECT_NE(found.error().for_user.find("“" + name + "”"), std::string::npos) << found.error().for_user;
    EXPECT_EQ(found.error().for_log.find(name), std::string::npos) << "names stay out of the log";
  }
}

TEST(FileTypes, RefusesTwoKindsInOne) {
  const auto archive = "PK\3\4"s + std::string(60, 'x') + "PK\5\6"s + std::string(18, '\0');
  EXPECT_FALSE(record::find_type("a.png", a_png() + archive));
  EXPECT_FALSE(record::find_type("a.png", a_png() + "<script>alert(1)</script>"));
  EXPECT_FALSE(record::find_type("a.pdf", quiet_pdf + archive));
  EXPECT_FALSE(record::find_type("a.pdf", quiet_pdf + "<html>%%EOF"));
  EXPECT_FALSE(record::find_type("a.txt", "words\n" + archive));
  EXPECT_FALSE(record::find_type("a.pdf", "<html>" + quiet_pdf));
}

TEST(FileTypes, RefusesPicturesCutShortOrOutOfShape) {
  const auto png = a_png();
  EXPECT_FALSE(record::find_type("a.png", png.substr(0, png.size() - 4)));
  EXPECT_FALSE(record::find_type("a.png", png.substr(0, 20)));
  EXPECT_FALSE(record::find_type("a.jpg", "\xFF\xD8\xFF\xE0"s));
  EXPECT_FALSE(record::find_type("a.jpg", "\xFF\xD8\xFF"s + std::string(200, '\0')));
  EXPECT_FALSE(record::find_type("a.webp", "RIFF\x10\0\0\0WEBPVP8 "s));
}

TEST(FileTypes, RefusesPdfsThatRunSomething) {
  ASSERT_TRUE(record::is_quiet_pdf(quiet_pdf));
  for (const auto* loud : {"/JavaScript", "/JS (x)", "/J#61vaScript", "/#4aS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/SubmitForm"}) {
    auto pdf = quiet_pdf;
    pdf.insert(9, "<< "s + loud + " >>\n");
    EXPECT_FALSE(record::is_quiet_pdf(pdf)) << loud;
  }
  EXPECT_FALSE(record::is_quiet_pdf(quiet_pdf.substr(0, quiet_pdf.size() - 8))) << "cut short";
}

TEST(FileNames, KeepNoPathNoControlsAndNoHiddenMarks) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"photo.jpg", "photo.jpg"}, {"../../etc/passwd.txt", "passwd.txt"}, {"C:\\Users\\x\\a.png", "a.png"}, {"/a/b/", "file"},
      {"..", "file"}, {".hidden.jpg", "hidden.jpg"}, {"a\r\nSet-Cookie: x.jpg", "aSet-Cookie_ x.jpg"}, {"a\0b.jpg"s, "ab.jpg"},
      {"photo\u202Egpj.exe", "photogpj.exe"}, {"\u2066a\u2069\u200B.jpg", "a.jpg"}, {"a\u0085b.jpg", "ab.jpg"}, {"\uFEFFa.jpg", "a.jpg"},
      {"CON.txt", "_CON.txt"}, {"lpt1.pdf", "_lpt1.pdf"}, {"a<b>|c?.png", "a_b__c_.png"}, {"name. ", "name"}, {"bad\xFF.jpg", "file"},
      {"Żółw – część 1.pdf", "Żółw – część 1.pdf"}, {"", "file"}};
  for (const auto& [raw, clean] : rows) EXPECT_EQ(record::clean_file_name(raw), clean);
}

TEST(FileNames, AreAtMost120CharactersWithTheirEnding) {
  std::string raw;
  for (int i = 0; i < 2000; ++i) raw += "ż";
  const auto name = record::clean_file_name(raw + ".jpeg");
  EXPECT_EQ(base::count_characters(name), 120U);
  EXPECT_TRUE(name.ends_with("ż.jpeg"));
  EXPECT_EQ(base::count_characters(record::kept_file_name(raw, FileType::pdf)), 120U);
}

TEST(FileNames, EndAsWhatIsKept) {
  EXPECT_EQ(record::kept_file_name("work.webp", FileType::jpeg), "work.jpg");
  EXPECT_EQ(record::kept_file_name("work.JPEG", FileType::jpeg), "work.JPEG");
  EXPECT_EQ(record::kept_file_name("image", FileType::png), "image.png");
  EXPECT_EQ(record::kept_file_name("3.3 sums", FileType::jpeg), "3.3 sums.jpg");
}

TEST(FileNames, GoIntoTheHeaderWithoutBreakingOut) {
  EXPECT_EQ(record::content_disposition(record::Disposition::attachment, "Zoë's \"work\"; 1.jpg"),
            "attachment; filename=\"Zo_'s _work__ 1.jpg\"; filename*=UTF-8''Zo%C3%AB%27s%20%22work%22%3B%201.jpg");
}

}  // namespace
