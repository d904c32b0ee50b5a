// Holds uploads to their limits before anything looks into them, then takes them one by one.
#include "record/upload.h"

#include "access/digest.h"
#include "record/file_name.h"

#include <algorithm>

namespace record {
namespace {

/// A form waits for its pictures no longer than this, however many they are.
constexpr int seconds_in_all = 30;
constexpr int seconds_each = 10;

std::string input_of(const Field& field) { return "f." + field.name; }

const Field* file_field(const Kind& kind, std::string_view input) {
  for (const auto& field : kind.fields)
    if (field.type == FieldType::files && !field.hidden && input_of(field) == input) return &field;
  return nullptr;
}

/// The time of the record, the place in it, then 62 bits that follow from everything else: shaped as every id is, in the order they came.
AttachmentId id_for(const RecordId& record, int version, std::size_t place, const Attached& file) {
  const auto number = std::to_string(version) + "\n" + std::to_string(place) + "\n" + file.content_type + "\n" + file.name + "\n";
  const auto digest = access::digest({record.bytes(), base::as_bytes(number), base::as_bytes(file.bytes)});
  auto out = record.bytes();
  out[6] = std::byte{0x70} | static_cast<std::byte>((place >> 8) & 0x0F);
  out[7] = static_cast<std::byte>(place & 0xFF);
  std::copy_n(digest.begin(), 8, out.begin() + 8);
  out[8] = std::byte{0x80} | (out[8] & std::byte{0x3F});
  return AttachmentId(out);
}

base::Result<Attached> take(const PictureDesk& desk, const web::Upload& upload, int seconds) {
  const auto name = clean_file_name(upload.name);
  if (upload.bytes.size() > most_file_bytes)
    return base::Error{base::Error::Kind::invalid, "“" + name + "” must be 10 MB or smaller.", "file too large", {}};
  TRY(const auto type, find_type(name, upload.bytes));
  if (!is_picture(type)) return Attached{{}, kept_file_name(upload.name, type), std::string(content_type(type)), upload.bytes};
  TRY(auto picture, desk.renew(name, type, upload.bytes, seconds));
  return Attached{{}, kept_file_name(upload.name, picture.type), std::string(content_type(picture.type)), std::move(picture.bytes)};
}

}  // namespace

Uploaded take_uploads(const PictureDesk& desk, const Kind& kind, const RecordId& id, int version, const web::Form& sent,
                      const std::vector<std::string>& standing) {
  Uploaded out;
  for (const auto& [name, value] : sent.entries())
    if (!file_field(kind, name) || std::find(standing.begin(), standing.end(), value) != standing.end()) out.form.add(name, value);

  std::vector<const web::Upload*> asked;
  std::size_t in_all = 0;
  for (const auto& upload : sent.uploads) {
    if (!file_field(kind, upload.field)) continue;
    asked.push_back(&upload);
    in_all += upload.bytes.size();
  }
  if (asked.empty()) return out;
  if (asked.size() > most_files) {
    out.wrong.push_back({asked.front()->field, "Choose at most 10 files."});
    return out;
  }
  if (in_all > most_bytes_in_all) {
    out.wrong.push_back({asked.front()->field, "The files must be 25 MB or smaller together."});
    return out;
  }
  const int seconds = std::min(seconds_each, seconds_in_all / static_cast<int>(asked.size()));
  for (std::size_t place = 0; place < asked.size(); ++place) {
    auto file = take(desk, *asked[place], seconds);
    if (!file) {
      out.wrong.push_back({asked[place]->field, file.error().for_user});
      continue;
    }
    file->id = id_for(id, version, place, *file);
    out.form.add(asked[place]->field, file->id.text());
    out.files.push_back(*std::move(file));
  }
  return out;
}

void ask_for_files_again(const Kind& kind, const web::Form& sent, std::vector<base::FieldError>& errors) {
  for (const auto& upload : sent.uploads) {
    if (!file_field(kind, upload.field)) continue;
    const auto named = [&](const base::FieldError& error) { return error.field == upload.field; };
    if (std::none_of(errors.begin(), errors.end(), named)) errors.push_back({upload.field, "Choose the files again: the browser does not keep them."});
  }
}

}  // namespace record
