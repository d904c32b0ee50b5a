// Patterns of paths to numbers of routes. Knows nothing of permission: the access floor does.
#pragma once

#include "web/request.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

struct Match {
  std::size_t route;
  std::vector<std::pair<std::string_view, std::string>> parts;  ///< {name} → decoded segment
  std::string_view part(std::string_view name) const;  ///< empty where the pattern has none of that name
};

/// Literal segments win over {parts}. A path known under another method is told apart from one unknown.
class Router {
 public:
  /// `pattern` is a literal like "/pupils/{pupil}/chronology"; returns the route's number, 0, 1, 2 …
  /// Throws std::logic_error on a clash or a malformed pattern. The literal must outlive the router.
  std::size_t add(Method method, std::string_view pattern);
  /// HEAD finds what GET would.
  std::optional<Match> find(Method method, std::string_view path) const;
  /// The methods under which the path is known.
  std::vector<Method> methods_for(std::string_view path) const;

 private:
  struct Route {
    Method method;
    std::vector<std::string_view> segments;
  };
  struct Node {
    std::vector<std::pair<std::string_view, std::size_t>> literals;  ///< sorted
    std::size_t part = 0;                                            ///< 0: none (the root is nobody's child)
    std::vector<std::size_t> routes;                                 ///< one a method
  };
  std::size_t literal_child(std::size_t of, std::string_view segment);
  std::size_t part_child(std::size_t of);
  template <class Leaf>
  bool walk(std::size_t at, std::span<const std::string_view> left, const Leaf& leaf) const;
  std::vector<Route> routes_;
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

}  // namespace web
