// The drawn body that marks are put on: seven views of a child, neither girl nor boy, in regions that have names. Our own line art.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace record {

/// In the units of its view.
struct BodyPoint {
  double x = 0, y = 0;
};
using Outline = std::vector<BodyPoint>;

struct BodyRegion {
  std::string code;   ///< "front_left_forearm": stored
  std::string label;  ///< "Left forearm, front"
  std::size_t view = 0;
  std::vector<Outline> outlines;  ///< closed; drawn in order
};

struct BodyView {
  std::string_view code;   ///< "front"
  std::string_view title;  ///< "Front"
  int width = 0, height = 0;
  std::string_view left_word, right_word;  ///< whose side stands at the left and at the right of the picture
};

std::span<const BodyView> body_views();
/// In the order they are drawn: a later one lies on top.
std::span<const BodyRegion> body_regions();
const BodyRegion* find_region(std::string_view code);

/// A place in thousandths of the view's width and height. Whether it is on the region; a hair's breadth beside its line counts.
bool is_on(const BodyRegion& region, int x, int y);
/// The middle of its first outline, in thousandths.
BodyPoint middle_of(const BodyRegion& region);

}  // namespace record
