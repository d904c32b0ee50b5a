// Field by field, in order: is it asked, is it there, does it fit.
#include "record/body.h"

#include "base/text.h"
#include "record/value_check.h"

namespace record {

/// Puts a body together, one checked value after another.
class BodyMaker {
 public:
  BodyMaker(const Kind& kind, const Submission& sent, const Surroundings& school, Strictness strictness)
      : kind_(kind), sent_(sent), school_(school), strictness_(strictness) {}

  void take_all();
  Body body;
  std::vector<base::FieldError> wrong;

 private:
  void take(const Field& field);
  void check_order(const Field& field);
  void check_unknown();
  bool is_asked(const Field& field) const;

  const Kind& kind_;
  const Submission& sent_;
  const Surroundings& school_;
  Strictness strictness_;
};

/// A field the school hid is asked only where the version being corrected has it.
bool BodyMaker::is_asked(const Field& field) const {
  if (field.hidden && !(school_.before && school_.before->find(field.name))) return false;
  return is_shown(field, body);
}

void BodyMaker::take(const Field& field) {
  const bool asked_now = is_asked(field);
  if (!asked_now && sent_.is_form()) return;  // what stands in an input nobody was asked to fill in says nothing
  auto value = sent_.value(field);
  if (!value) {
    const auto& fields = value.error().fields;
    wrong.insert(wrong.end(), fields.begin(), fields.end());
    return;
  }
  if (value->has_value()) {
    auto checked = check_value(field, **value, school_, strictness_, sent_.is_form());
    if (auto* message = std::get_if<std::string>(&checked)) {
      wrong.push_back({sent_.input_name(field), std::move(*message)});
      return;
    }
    if (auto& json = std::get<web::Json>(checked); !json.is_null() && asked_now) {
      body.fields_.set(field.name, std::move(json));
      check_order(field);
      return;
    }
  }
  if (field.required && asked_now) wrong.push_back({sent_.input_name(field), ask_for(field)});
}

/// Ends are not before their beginnings. Both are ISO text, which sorts as time does.
void BodyMaker::check_order(const Field& field) {
  if (field.not_before.empty()) return;
  const auto* first = body.find(field.not_before);
  const auto* second = body.find(field.name);
  if (!first || !(*second->string() < *first->string())) return;
  const auto* named = kind_.find_field(field.not_before);
  wrong.push_back({sent_.input_name(field), plain_label(field) + " must not be before “" + plain_label(*named) + "”"});
}

void BodyMaker::check_unknown() {
  if (sent_.is_form()) return;
  const auto* object = sent_.json()->object();
  if (!object) {
    wrong.push_back({"fields", "Send the fields as an object of names and values"});
    return;
  }
  for (const auto& [name, value] : *object) {
    if (kind_.find_field(name)) continue;
    if (wrong.size() >= 50) return;
    wrong.push_back({base::is_valid_utf8(name) ? base::excerpt(name, 60) : "fields",
                     "There is no field of this name in “" + kind_.title + "”"});
  }
}

void BodyMaker::take_all() {
  check_unknown();
  for (const auto& field : kind_.fields) take(field);
}

base::Result<Body> check(const Kind& kind, const Submission& sent, const Surroundings& school) {
  BodyMaker maker(kind, sent, school, Strictness::record);
  maker.take_all();
  if (!maker.wrong.empty())
    return base::Error::invalid(std::move(maker.wrong), "a record of kind " + kind.id + " did not pass its check");
  return std::move(maker.body);
}

Body check_draft(const Kind& kind, const Submission& sent, const Surroundings& school) {
  BodyMaker maker(kind, sent, school, Strictness::draft);
  maker.take_all();
  return std::move(maker.body);
}

}  // namespace record
