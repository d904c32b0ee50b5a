// Ellipses, tapered limbs and a few polygons, made into outlines once.
#include "record/body_figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace record {
namespace {

constexpr std::array<BodyView, 7> views = {{
    {"front", "Front", 400, 880, "Right", "Left"},
    {"back", "Back", 400, 880, "Left", "Right"},
    {"face", "Face", 400, 460, "Right", "Left"},
    {"palms", "Palms", 600, 400, "Left", "Right"},
    {"hands", "Backs of hands", 600, 400, "Left", "Right"},
    {"feet", "Tops of feet", 500, 400, "Left", "Right"},
    {"soles", "Soles of feet", 500, 400, "Left", "Right"},
}};
enum : std::size_t { front, back, face, palms, hands, feet, soles };

Outline ellipse(double cx, double cy, double rx, double ry) {
  Outline out;
  for (int i = 0; i < 28; ++i) {
    const double angle = 2 * std::numbers::pi * i / 28;
    out.push_back({cx + rx * std::cos(angle), cy + ry * std::sin(angle)});
  }
  return out;
}

/// A limb: round at both ends, as wide as `r1` where it begins and `r2` where it ends.
Outline limb(double x1, double y1, double r1, double x2, double y2, double r2) {
  const double along = std::atan2(y2 - y1, x2 - x1);
  Outline out;
  const auto round = [&](double x, double y, double r, double from) {
    for (int i = 0; i <= 12; ++i) {
      const double angle = from + std::numbers::pi * i / 12;
      out.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
    }
  };
  round(x2, y2, r2, along - std::numbers::pi / 2);
  round(x1, y1, r1, along + std::numbers::pi / 2);
  return out;
}

/// The part of an ellipse between two heights and on one side of two uprights.
Outline slice(double cx, double cy, double rx, double ry, double top, double bottom, double left, double right) {
  Outline out;
  const auto edge = [&](double y, double side) {
    const double share = 1 - (y - cy) * (y - cy) / (ry * ry);
    return std::clamp(cx + side * rx * std::sqrt(std::max(0.0, share)), left, right);
  };
  constexpr int steps = 14;
  for (int i = 0; i <= steps; ++i) {
    const double y = top + (bottom - top) * i / steps;
    out.push_back({edge(y, 1), y});
  }
  for (int i = steps; i >= 0; --i) {
    const double y = top + (bottom - top) * i / steps;
    out.push_back({edge(y, -1), y});
  }
  return out;
}

std::vector<Outline> mirrored(std::vector<Outline> outlines, double width) {
  for (auto& outline : outlines)
    for (auto& point : outline) point.x = width - point.x;
  return outlines;
}

/// Collects the regions of one view after another.
struct Figure {
  std::vector<BodyRegion> regions = {};

  void one(std::size_t view, std::string_view code, std::string_view label, std::vector<Outline> outlines) {
    regions.push_back({std::string(views[view].code) + "_" + std::string(code), std::string(label), view, std::move(outlines)});
  }
  /// Left and right of the body in a view, given as it stands at the picture's left.
  void both(std::size_t view, std::string_view code, std::string_view words, const std::vector<Outline>& at_left) {
    const bool left_first = views[view].left_word == "Left";
    const auto at_right = mirrored(at_left, views[view].width);
    one(view, "left_" + std::string(code), "Left " + std::string(words), left_first ? at_left : at_right);
    one(view, "right_" + std::string(code), "Right " + std::string(words), left_first ? at_right : at_left);
  }
  void whole(std::size_t view, std::string_view side);
  void torso_front();
  void torso_back();
  void faces();
  void hand(std::size_t view, std::string_view palm, bool thumb_outside);
  void foot(std::size_t view, std::string_view middle, std::string_view heel, bool big_toe_inside);
};

/// Head, neck and limbs are the same from both sides; only their names differ.
void Figure::whole(std::size_t view, std::string_view side) {
  const bool from_front = view == front;
  const auto named = [&](std::string_view words) { return std::string(words) + ", " + std::string(side); };
  one(view, "neck", from_front ? "Neck and throat" : "Back of the neck", {limb(200, 160, 28, 200, 196, 30)});
  both(view, "upper_arm", named("upper arm"), {limb(116, 230, 30, 92, 330, 25)});
  both(view, "forearm", named("forearm"), {limb(89, 352, 24, 66, 448, 17)});
  both(view, "elbow", from_front ? "inside of the elbow" : "elbow", {ellipse(90, 342, 26, 19)});
  both(view, "hand", from_front ? "hand, whole" : "back of the hand, whole", {ellipse(57, 490, 22, 33)});
  both(view, "lower_leg", from_front ? "shin" : "calf", {limb(156, 648, 30, 154, 758, 19)});
  both(view, "foot", from_front ? "foot, whole" : "heel and ankle", {ellipse(148, 803, 26, 32)});
  both(view, "thigh", named("thigh"), {limb(159, 478, 43, 156, 592, 34)});
  both(view, "knee", from_front ? "knee" : "back of the knee", {ellipse(156, 620, 33, 27)});
  both(view, "shoulder", from_front ? "shoulder" : "shoulder, back", {ellipse(130, 218, 33, 28)});
  both(view, "ear", from_front ? "ear" : "ear, from behind", {ellipse(138, 106, 12, 19)});
}

void Figure::torso_front() {
  one(front, "chest", "Chest", {{{146, 194}, {254, 194}, {276, 220}, {270, 310}, {130, 310}, {124, 220}}});
  one(front, "tummy", "Tummy", {{{130, 310}, {270, 310}, {267, 402}, {133, 402}}});
  one(front, "groin", "Hips and groin", {{{133, 402}, {267, 402}, {281, 462}, {222, 474}, {200, 492}, {178, 474}, {119, 462}}});
  one(front, "head", "Head, front", {ellipse(200, 96, 64, 76)});
  one(front, "face", "Face, whole", {ellipse(200, 112, 49, 54)});
}

void Figure::torso_back() {
  const Outline upper = {{146, 194}, {200, 194}, {200, 310}, {130, 310}, {124, 220}};
  const Outline lower = {{130, 310}, {200, 310}, {200, 402}, {133, 402}};
  const Outline bottom = {{133, 402}, {200, 402}, {200, 486}, {168, 492}, {119, 462}};
  both(back, "upper_back", "upper back", {upper});
  both(back, "lower_back", "lower back", {lower});
  both(back, "buttock", "bottom", {bottom});
  one(back, "head", "Back of the head", {ellipse(200, 96, 64, 76)});
}

void Figure::faces() {
  both(face, "ear", "ear, close up", {ellipse(46, 240, 22, 44)});
  one(face, "scalp", "Top of the head", {slice(200, 230, 152, 205, 25, 95, 0, 400)});
  one(face, "forehead", "Forehead", {slice(200, 230, 152, 205, 95, 165, 0, 400)});
  both(face, "cheek", "cheek", {slice(200, 230, 152, 205, 165, 340, 0, 200)});
  one(face, "jaw", "Chin and jaw", {slice(200, 230, 152, 205, 340, 434, 0, 400)});
  both(face, "eye", "eye", {ellipse(136, 205, 34, 21)});
  one(face, "nose", "Nose", {{{190, 190}, {210, 190}, {230, 268}, {215, 282}, {185, 282}, {170, 268}}});
  one(face, "mouth", "Mouth and lips", {ellipse(200, 324, 50, 23)});
}

void Figure::hand(std::size_t view, std::string_view palm, bool thumb_outside) {
  const auto part = [&](std::string_view code, const std::string& words, Outline outline) {
    std::vector<Outline> shape = {std::move(outline)};
    if (!thumb_outside) shape = mirrored(std::move(shape), 300);
    both(view, code, words, shape);
  };
  const std::string side = view == palms ? ", palm side" : ", back";
  part("wrist", "wrist" + side, {{116, 330}, {184, 330}, {181, 384}, {119, 384}});
  part("thumb", "thumb" + side, limb(96, 272, 20, 46, 196, 15));
  part("index", "first finger" + side, limb(108, 196, 18, 97, 84, 14));
  part("middle", "middle finger" + side, limb(137, 190, 18, 134, 58, 14));
  part("ring", "ring finger" + side, limb(166, 192, 17, 172, 74, 13));
  part("little", "little finger" + side, limb(193, 202, 15, 210, 112, 12));
  part("palm", std::string(palm), {{92, 198}, {110, 186}, {190, 188}, {208, 204}, {214, 300}, {190, 340}, {112, 340}, {86, 296}});
}

void Figure::foot(std::size_t view, std::string_view middle, std::string_view heel, bool big_toe_inside) {
  const auto part = [&](std::string_view code, const std::string& words, std::vector<Outline> shape) {
    if (!big_toe_inside) shape = mirrored(std::move(shape), 250);
    both(view, code, words, shape);
  };
  const std::string side = view == feet ? ", top" : ", underneath";
  part("big_toe", "big toe" + side, {ellipse(172, 84, 25, 38)});
  part("toes", "small toes" + side,
       {ellipse(132, 90, 15, 31), ellipse(104, 99, 14, 28), ellipse(80, 113, 13, 25), ellipse(60, 130, 12, 21)});
  part("middle", std::string(middle), {{{62, 140}, {90, 126}, {150, 112}, {192, 112}, {198, 180}, {178, 270}, {174, 330}, {84, 330}, {82, 270}, {60, 190}}});
  part("heel", std::string(heel), {ellipse(129, 342, 46, 42)});
}

std::vector<BodyRegion> draw() {
  Figure figure;
  figure.whole(front, "front");
  figure.torso_front();
  figure.whole(back, "back");
  figure.torso_back();
  figure.faces();
  figure.hand(palms, "palm", true);
  figure.hand(hands, "back of the hand, close up", false);
  figure.foot(feet, "top of the foot", "ankle", true);
  figure.foot(soles, "sole", "heel, underneath", false);
  return std::move(figure.regions);
}

bool is_inside(const Outline& outline, double x, double y) {
  bool inside = false;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const auto &a = outline[i], &b = outline[j];
    if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/// From the point to the nearest place of the outline.
double away(const Outline& outline, double x, double y) {
  double nearest = 1e9;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const auto &a = outline[j], &b = outline[i];
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double along = length > 0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / length, 0.0, 1.0) : 0;
    nearest = std::min(nearest, std::hypot(a.x + along * dx - x, a.y + along * dy - y));
  }
  return nearest;
}

}  // namespace

std::span<const BodyView> body_views() { return views; }

std::span<const BodyRegion> body_regions() {
  static const std::vector<BodyRegion> all = draw();
  return all;
}

const BodyRegion* find_region(std::string_view code) {
  for (const auto& region : body_regions())
    if (region.code == code) return &region;
  return nullptr;
}

bool is_on(const BodyRegion& region, int x, int y) {
  const auto& view = views.at(region.view);
  const double at_x = x * view.width / 1000.0, at_y = y * view.height / 1000.0;
  return std::any_of(region.outlines.begin(), region.outlines.end(), [&](const Outline& outline) {
    return is_inside(outline, at_x, at_y) || away(outline, at_x, at_y) <= 4;
  });
}

BodyPoint middle_of(const BodyRegion& region) {
  const auto& view = views.at(region.view);
  BodyPoint sum;
  const auto& outline = region.outlines.front();
  for (const auto& point : outline) sum.x += point.x, sum.y += point.y;
  const auto count = static_cast<double>(outline.size());
  return {std::round(sum.x / count * 1000 / view.width), std::round(sum.y / count * 1000 / view.height)};
}

}  // namespace record
