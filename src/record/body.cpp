// Field by field, in order: is it asked, is it there, does it fit.
#include "record/body.h"

#include "base/text.h"
#include "record/body_marks.h"
#include "record/summary.h"
#include "record/value_check.h"

#include <algorithm>
#include <iterator>

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
  void take_rows(const Field& field, bool asked_now);
  web::Json take_row(const Field& field, const SentRow& row, const Surroundings& school);
  void work_out(const Field& field);
  void check_order(const Field& field, const std::vector<Field>& siblings, const web::Json& answers, const std::string& input);
  void check_training(const Field& people, const web::Json* named, const std::string& input);
  void check_trainings();
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
  if (!field.from.empty() && asked_now) return work_out(field);
  if (has_rows(field.type)) return take_rows(field, asked_now);
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
      check_order(field, kind_.fields, body.fields_, sent_.input_name(field));
      return;
    }
  }
  if (asked_now && is_required(field, body.fields_)) wrong.push_back({sent_.input_name(field), ask_for(field)});
}

/// A row nobody wrote in is no row.
web::Json BodyMaker::take_row(const Field& field, const SentRow& row, const Surroundings& school) {
  web::Json kept = web::Json::Object{};
  std::vector<base::FieldError> mistakes;
  bool touched = false;
  for (const auto& column : field.columns) {
    auto value = row.value(column);
    if (!value) {
      touched = true;
      for (auto error : value.error().fields) mistakes.push_back({row.input_name(column), std::move(error.message)});
      continue;
    }
    if (value->has_value()) {
      auto checked = check_value(column, **value, school, strictness_, sent_.is_form());
      if (auto* message = std::get_if<std::string>(&checked)) {
        touched = true;
        mistakes.push_back({row.input_name(column), std::move(*message)});
        continue;
      }
      if (auto& json = std::get<web::Json>(checked); !json.is_null()) {
        touched = true;
        kept.set(column.name, std::move(json));
        const auto before = wrong.size();
        check_order(column, field.columns, kept, row.input_name(column));
        std::move(wrong.begin() + static_cast<std::ptrdiff_t>(before), wrong.end(), std::back_inserter(mistakes));
        wrong.resize(before);
        continue;
      }
    }
    if (is_required(column, kept)) mistakes.push_back({row.input_name(column), ask_for(column)});
  }
  if (const auto* object = row.json())
    for (const auto& [name, value] : *object->object())
      if (std::none_of(field.columns.begin(), field.columns.end(), [&](const Field& column) { return column.name == name; }))
        mistakes.push_back({row.name(), "There is no column of this name in “" + plain_label(field) + "”"});
  if (!touched && sent_.is_form()) return {};
  if (field.type == FieldType::body_map)
    if (auto off = check_mark(kept)) mistakes.push_back({row.name() + "." + off->at_column, std::move(off->message)});
  if (wrong.size() < 200) std::move(mistakes.begin(), mistakes.end(), std::back_inserter(wrong));
  return kept;
}

void BodyMaker::take_rows(const Field& field, bool asked_now) {
  const auto rows = sent_.rows(field);
  if (!rows) {
    wrong.push_back({sent_.input_name(field), plain_label(field) + " must be a list of rows"});
    return;
  }
  auto school = school_;
  school.before = nullptr;
  web::Json::Array kept;
  for (const auto& row : *rows)
    if (auto one = take_row(field, row, school); !one.is_null() && !one.object()->empty()) kept.push_back(std::move(one));
  if (strictness_ == Strictness::record && kept.size() > field.most)
    wrong.push_back({sent_.input_name(field), plain_label(field) + " can hold at most " + in_words(static_cast<double>(field.most))});
  if (!asked_now) return;
  const bool empty = kept.empty();
  if (!empty) body.fields_.set(field.name, std::move(kept));
  const auto inside = sent_.input_name(field) + ".";
  const auto told = std::any_of(wrong.begin(), wrong.end(), [&](const base::FieldError& error) { return error.field.starts_with(inside); });
  if (empty && !told && is_required(field, body.fields_)) wrong.push_back({sent_.input_name(field), ask_for(field)});
}

/// A duration between two times: nobody is asked to do the sum.
void BodyMaker::work_out(const Field& field) {
  const auto *from = body.find(field.from), *until = body.find(field.until);
  if (!from || !until) return;
  const int minutes = minutes_between(*from->string(), *until->string());
  if (minutes > field.max) {
    const auto* last = kind_.find_field(field.until);
    const auto* first = kind_.find_field(field.from);
    // Where the order is refused already, once is enough.
    const auto input = sent_.input_name(*last);
    if (std::none_of(wrong.begin(), wrong.end(), [&](const base::FieldError& error) { return error.field == input; }))
      wrong.push_back({input, plain_label(*last) + " must be at most " + duration_words(static_cast<std::int64_t>(field.max)) + " after “" + plain_label(*first) + "”"});
    return;
  }
  body.fields_.set(field.name, minutes);
}

/// Ends are not before their beginnings, nor a whole below its part. Dates and times are ISO text, which sorts as time does.
void BodyMaker::check_order(const Field& field, const std::vector<Field>& siblings, const web::Json& answers, const std::string& input) {
  const auto named = [&](const std::string& name) {
    for (const auto& each : siblings)
      if (each.name == name) return plain_label(each);
    return name;
  };
  const auto* second = answers.find(field.name);
  if (const auto* first = answers.find(field.not_before); first && !field.not_before.empty() && *second->string() < *first->string()) {
    const bool next_day = field.overnight && minutes_between(*first->string(), *second->string()) <= 12 * 60;
    if (!next_day) wrong.push_back({input, plain_label(field) + " must not be before “" + named(field.not_before) + "”"});
  }
  const auto number = [](const web::Json& json) { return json.integer() ? static_cast<double>(*json.integer()) : json.real() ? *json.real() : 0.0; };
  if (const auto* part = answers.find(field.not_below); part && !field.not_below.empty() && number(*second) < number(*part))
    wrong.push_back({input, plain_label(field) + " must not be smaller than “" + named(field.not_below) + "”"});
}

/// Somebody without a live training may have been there all the same: then it is said why.
void BodyMaker::check_training(const Field& people, const web::Json* named, const std::string& input) {
  const auto* list = named ? named->array() : nullptr;
  if (people.trained.empty() || !school_.is_trained || !list || strictness_ == Strictness::draft) return;
  const auto* reason = kind_.find_field(people.untrained_reason);
  if (reason && body.find(reason->name)) return;
  for (const auto& each : *list) {
    if (!each.string() || school_.is_trained(*each.string(), people.trained)) continue;
    auto name = school_.staff_name ? school_.staff_name(*each.string()) : std::string();
    if (name.empty()) name = "This person";
    wrong.push_back({input, name + " has no training for this that is in date. Name somebody who has" +
                                (reason ? ", or say why in “" + plain_label(*reason) + "”" : std::string())});
    return;
  }
}

void BodyMaker::check_trainings() {
  for (const auto& field : kind_.fields) {
    check_training(field, body.find(field.name), sent_.input_name(field));
    const auto* rows = body.find(field.name);
    if (!has_rows(field.type) || !rows) continue;
    // The rows as sent, so that the message stands beside the right one.
    const auto sent = sent_.rows(field);
    for (const auto& column : field.columns) {
      if (column.trained.empty() || !sent) continue;
      std::size_t at = 0;
      for (const auto& row : *sent) {
        if (at >= rows->array()->size()) break;
        const auto value = row.value(column);
        const auto* kept = (*rows->array())[at].find(column.name);
        if (!value || !value->has_value()) continue;
        check_training(column, kept, row.input_name(column));
        ++at;
      }
    }
  }
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
  check_trainings();
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
