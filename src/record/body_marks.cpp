// The house's own columns for marks, and their words.
#include "record/body_marks.h"

#include "record/body_figure.h"
#include "record/summary.h"

namespace record {
namespace {

Field column(std::string name, std::string label, FieldType type) {
  Field field;
  field.name = std::move(name);
  field.label = std::move(label);
  field.type = type;
  return field;
}

Field chosen(std::string name, std::string label, std::vector<Choice> choices) {
  auto field = column(std::move(name), std::move(label), FieldType::choice);
  field.choices = std::move(choices);
  return field;
}

Choice choice(std::string code, std::string label) { return {.code = std::move(code), .label = std::move(label), .group = {}, .hint = {}, .colour = {}, .score = {}}; }

Field thousandths(std::string name, std::string label) {
  auto field = column(std::move(name), std::move(label), FieldType::number);
  field.max = 1000;
  return field;
}

}  // namespace

std::vector<Field> mark_columns() {
  std::vector<Choice> regions;
  for (const auto& region : body_regions()) {
    auto one = choice(region.code, region.label);
    one.group = body_views()[region.view].title;
    regions.push_back(std::move(one));
  }
  auto region = chosen("region", "Where on the body", std::move(regions));
  region.ask = "where on the body it is";
  region.required = true;
  auto sort = chosen("sort", "What it is",
                     {choice("bruise", "Bruise"), choice("graze", "Graze or scrape"), choice("cut", "Cut"), choice("scratch", "Scratch"),
                      choice("bump", "Bump or swelling"), choice("bite", "Bite"), choice("burn", "Burn or scald"), choice("red", "Red mark"),
                      choice("rash", "Rash"), choice("hold", "Where somebody held"), choice("pain", "Pain, nothing to see"), choice("scar", "Scar or birthmark"),
                      choice("other", "Something else")});
  sort.ask = "what the mark is";
  sort.required = true;
  auto size = column("size", "Size in millimetres", FieldType::number);
  size.ask = "the size in millimetres";
  size.min = 1;
  size.max = 600;
  size.unit = "mm";
  auto colour = chosen("colour", "Colour", {choice("none", "No colour"), choice("red", "Red"), choice("pink", "Pink"), choice("purple", "Purple"), choice("blue", "Blue"),
                                            choice("black", "Black"), choice("brown", "Brown"), choice("green", "Green"), choice("yellow", "Yellow"), choice("white", "White"),
                                            choice("mixed", "Several colours")});
  auto shape = chosen("shape", "Shape", {choice("round", "Round"), choice("oval", "Oval"), choice("line", "A line"), choice("lines", "Several lines"), choice("dots", "Dots"),
                                         choice("square", "Straight edges"), choice("crescent", "Half-moon"), choice("finger", "Like fingers or a hand"),
                                         choice("uneven", "No clear shape")});
  auto words = column("words", "Anything else about it", FieldType::text);
  words.max_length = 300;
  return {std::move(region), thousandths("x", "Across"), thousandths("y", "Down"), std::move(sort), std::move(size), std::move(colour), std::move(shape), std::move(words)};
}

std::optional<OffTheBody> check_mark(const web::Json& mark) {
  const auto* code = mark.find("region");
  const auto* region = code && code->string() ? find_region(*code->string()) : nullptr;
  if (!region) return std::nullopt;  // told beside the region already
  const auto *x = mark.find("x"), *y = mark.find("y");
  if (!x && !y) return std::nullopt;
  if (!x || !y || !x->integer() || !y->integer())
    return OffTheBody{"region", "Put the mark on the picture again, or choose where it is from the list"};
  if (is_on(*region, static_cast<int>(*x->integer()), static_cast<int>(*y->integer()))) return std::nullopt;
  return OffTheBody{"region", "The mark is not on the " + [&] {
    auto words = region->label;
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
  }() + ". Put it on the body, or choose where it is from the list"};
}

std::vector<Mark> marks_of(const Field& field, const web::Json& value) {
  std::vector<Mark> out;
  const auto* list = value.array();
  if (!list) return out;
  for (const auto& each : *list) {
    const auto* code = each.find("region");
    const auto* region = code && code->string() ? find_region(*code->string()) : nullptr;
    if (!region) continue;
    const auto middle = middle_of(*region);
    Mark mark{region->code, static_cast<int>(middle.x), static_cast<int>(middle.y), row_words(field, each)};
    if (const auto *x = each.find("x"), *y = each.find("y"); x && y && x->integer() && y->integer()) {
      mark.x = static_cast<int>(*x->integer());
      mark.y = static_cast<int>(*y->integer());
    }
    out.push_back(std::move(mark));
  }
  return out;
}

}  // namespace record
