// The mark-up of a list of things to be done.
#include "web/components/todo.h"

namespace web {

Html todo_list(const std::vector<TodoItem>& items) {
  Html out;
  if (items.empty()) return out;
  out.add("<ul class=\"app-todo\">");
  for (const auto& item : items) {
    out.add("<li class=\"app-todo__item\"><div class=\"app-todo__words\"><div class=\"app-todo__what\">{}</div>", item.what);
    if (!item.facts.empty()) out.add("<div class=\"app-todo__facts\">{}</div>", item.facts);
    out.add("{}</div>", item.matter);
    if (!item.beside.empty()) out.add("<div class=\"app-todo__beside\">{}</div>", item.beside);
    out.add("</li>");
  }
  out.add("</ul>");
  return out;
}

}  // namespace web
