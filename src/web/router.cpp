// Finding the route of a path: a tree of segments in which literals are tried before {parts}.
#include "web/router.h"

#include <algorithm>
#include <stdexcept>

namespace web {
namespace {

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> out;
  if (!path.starts_with('/') || path.size() == 1) return out;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    out.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return out;
    path.remove_prefix(slash + 1);
  }
}

bool is_part(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

}  // namespace

std::string_view Match::part(std::string_view name) const {
  for (const auto& [key, value] : parts)
    if (key == name) return value;
  return {};
}

std::size_t Router::add(Method method, std::string_view pattern) {
  if (!pattern.starts_with('/')) throw std::logic_error("a route's pattern begins with '/'");
  Route route{method, split_path(pattern)};
  std::size_t at = 0;
  for (std::size_t i = 0; i < route.segments.size(); ++i) {
    const auto segment = route.segments[i];
    if (segment.empty()) throw std::logic_error("an empty segment in the pattern " + std::string(pattern));
    if (!is_part(segment) && segment.find_first_of("{}") != std::string_view::npos)
      throw std::logic_error("a {part} is a whole segment: " + std::string(pattern));
    if (std::count(route.segments.begin(), route.segments.end(), segment) > 1 && is_part(segment))
      throw std::logic_error("one {part} twice in the pattern " + std::string(pattern));
    at = is_part(segment) ? part_child(at) : literal_child(at, segment);
  }
  for (const auto number : nodes_[at].routes)
    if (routes_[number].method == method) throw std::logic_error("two routes for the pattern " + std::string(pattern));
  nodes_[at].routes.push_back(routes_.size());
  routes_.push_back(std::move(route));
  return routes_.size() - 1;
}

std::size_t Router::literal_child(std::size_t of, std::string_view segment) {
  auto& literals = nodes_[of].literals;
  const auto place = std::lower_bound(literals.begin(), literals.end(), segment, [](const auto& a, auto b) { return a.first < b; });
  if (place != literals.end() && place->first == segment) return place->second;
  const std::size_t made = nodes_.size();
  literals.insert(place, {segment, made});
  nodes_.emplace_back();  // last: it may move the node `literals` stands in
  return made;
}

std::size_t Router::part_child(std::size_t of) {
  if (nodes_[of].part == 0) {
    nodes_[of].part = nodes_.size();
    nodes_.emplace_back();
  }
  return nodes_[of].part;
}

template <class Leaf>
bool Router::walk(std::size_t at, std::span<const std::string_view> left, const Leaf& leaf) const {
  const auto& node = nodes_[at];
  if (left.empty()) return leaf(node);
  const auto& literals = node.literals;
  const auto place =
      std::lower_bound(literals.begin(), literals.end(), left.front(), [](const auto& a, auto b) { return a.first < b; });
  if (place != literals.end() && place->first == left.front() && walk(place->second, left.subspan(1), leaf)) return true;
  return node.part != 0 && !left.front().empty() && walk(node.part, left.subspan(1), leaf);
}

std::optional<Match> Router::find(Method method, std::string_view path) const {
  if (!path.starts_with('/')) return std::nullopt;
  const Method wanted = method == Method::head ? Method::get : method;
  const auto segments = split_path(path);
  std::optional<Match> found;
  walk(0, segments, [&](const Node& node) {
    for (const auto number : node.routes) {
      if (routes_[number].method != wanted && routes_[number].method != method) continue;
      found = Match{number, {}};
      return true;
    }
    return false;
  });
  if (!found) return found;
  const auto& pattern = routes_[found->route].segments;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_part(pattern[i])) found->parts.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), std::string(segments[i]));
  return found;
}

std::vector<Method> Router::methods_for(std::string_view path) const {
  std::vector<Method> out;
  if (!path.starts_with('/')) return out;
  walk(0, split_path(path), [&](const Node& node) {
    for (const auto number : node.routes)
      if (std::find(out.begin(), out.end(), routes_[number].method) == out.end()) out.push_back(routes_[number].method);
    return false;  // other patterns may know the path too
  });
  return out;
}

}  // namespace web
