// The drawings are made once for each view; the marks lie on top.
#include "record/body_view.h"

#include "record/body_figure.h"
#include "web/components/display.h"

#include <array>
#include <cmath>

namespace record {
namespace {

std::string points_of(const Outline& outline) {
  std::string text;
  for (const auto& point : outline) {
    if (!text.empty()) text += ' ';
    text += std::to_string(std::lround(point.x)) + "," + std::to_string(std::lround(point.y));
  }
  return text;
}

/// Eyes and mouth, hair line, and nothing that would make it anybody.
std::string_view features_of(std::string_view view) {
  if (view == "front") return "M182 100v6M218 100v6M186 132q14 9 28 0M200 194v12M146 860h-8M254 860h8";
  if (view == "back") return "M200 206v190M172 60q28 14 56 0";
  if (view == "face") return "M136 205v1M264 205v1M160 324q40 10 80 0M110 168q26-12 52 0M238 168q26-12 52 0";
  if (view == "palms") return "M112 236q34 22 78 2M112 270q38 24 84 4M410 238q44 20 78-2M404 274q46 20 84-4";
  return "";
}

web::Html draw_regions(std::size_t view) {
  web::Html out;
  for (const auto& region : body_regions()) {
    if (region.view != view) continue;
    const auto middle = middle_of(region);
    out.add("<g class=\"app-body__region\" data-region=\"{}\" data-middle=\"{},{}\"><title>{}</title>", region.code, static_cast<int>(middle.x), static_cast<int>(middle.y),
            region.label);
    for (const auto& outline : region.outlines) out.add("<polygon points=\"{}\"/>", points_of(outline));
    out.add("</g>");
  }
  if (const auto features = features_of(body_views()[view].code); !features.empty()) out.add("<path class=\"app-body__features\" d=\"{}\"/>", features);
  return out;
}

const web::Html& regions_of(std::size_t view) {
  static const std::array<web::Html, 7> drawn = [] {
    std::array<web::Html, 7> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = draw_regions(i);
    return all;
  }();
  return drawn.at(view);
}

web::Html draw_marks(std::size_t view, std::span<const Mark> marks, int& count) {
  web::Html out;
  const auto& size = body_views()[view];
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto* region = find_region(marks[i].region);
    if (!region || region->view != view) continue;
    ++count;
    const int x = marks[i].x * size.width / 1000, y = marks[i].y * size.height / 1000;
    out.add("<g class=\"app-mark\"><circle cx=\"{}\" cy=\"{}\" r=\"15\"/><text x=\"{}\" y=\"{}\">{}</text></g>", x, y, x, y + 6, i + 1);
  }
  return out;
}

}  // namespace

web::Html body_pictures(std::span<const Mark> marks, BodyUse use) {
  web::Html figures;
  for (std::size_t view = 0; view < body_views().size(); ++view) {
    const auto& each = body_views()[view];
    int count = 0;
    const auto drawn = draw_marks(view, marks, count);
    if (use == BodyUse::to_read && count == 0) continue;
    const auto said = std::string(each.title) + (count == 0 ? ", no marks" : count == 1 ? ", 1 mark" : ", " + std::to_string(count) + " marks");
    figures.add("<figure class=\"app-body__view app-body__view--{}\"><svg class=\"app-body__svg\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" data-body-view=\"{}\">{}"
                "<g data-marks>{}</g></svg><figcaption><span>{}</span><strong>{}</strong><span>{}</span></figcaption></figure>",
                each.code, each.width, each.height, said, each.title, regions_of(view), drawn, each.left_word, each.title, each.right_word);
  }
  return web::html("<div class=\"app-body app-body--{}\">{}</div>", use == BodyUse::to_mark ? "mark" : "read", figures);
}

web::Html body_map_read(std::span<const Mark> marks) {
  web::Html list;
  for (const auto& mark : marks) list.add("<li><bdi>{}</bdi></li>", mark.words);
  return web::html("<div class=\"app-body-map\">{}<ol class=\"govuk-list govuk-list--number\">{}</ol></div>", body_pictures(marks, BodyUse::to_read), list);
}

namespace {

web::SummaryRow answer_row(const Kind& kind, const Body& body, const DescribedRow& row, const Names& names) {
  const auto* field = kind.find_field(row.field);
  const auto* value = body.find(row.field);
  const auto* list = field && value && has_rows(field->type) ? value->array() : nullptr;
  if (!list) return {row.label, web::html("<span class=\"app-words\">{}</span>", row.value), {}};
  if (field->type == FieldType::body_map) return {row.label, body_map_read(marks_of(*field, *value)), {}};
  web::Html items;
  for (const auto& each : *list) {
    items.add("<li><dl class=\"app-row-read\">");
    for (const auto& column : field->columns)
      if (const auto* held = each.find(column.name))
        items.add("<div><dt>{}</dt><dd class=\"app-words\">{}</dd></div>", plain_label(column), display(column, *held, names));
    items.add("</dl></li>");
  }
  return {row.label, web::html("<ol class=\"govuk-list govuk-list--number app-rows-read\">{}</ol>", items), {}};
}

}  // namespace

web::Html answers_view(const Kind& kind, const Body& body, const Names& names) {
  std::vector<web::SummaryRow> rows;
  for (const auto& row : describe(kind, body, names)) rows.push_back(answer_row(kind, body, row, names));
  return web::summary_list(rows);
}

web::Html answers_by_section(const Kind& kind, const Body& body, const Names& names) {
  const auto described = describe(kind, body, names);
  web::Html out;
  const auto add = [&](std::string_view title, const auto& belongs) {
    std::vector<web::SummaryRow> rows;
    for (const auto& row : described)
      if (const auto* field = kind.find_field(row.field); field && belongs(*field)) rows.push_back(answer_row(kind, body, row, names));
    if (rows.empty()) return;
    if (!title.empty()) out.add("<h3 class=\"govuk-heading-m\">{}</h3>", title);
    out.add(web::summary_list(rows));
  };
  add("", [](const Field& field) { return field.quick; });
  for (const auto& section : kind.sections) add(section.title, [&](const Field& field) { return !field.quick && field.section == section.name; });
  add("More", [&](const Field& field) { return !field.quick && !kind.find_section(field.section); });
  return out;
}

}  // namespace record
