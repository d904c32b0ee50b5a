// Things to be done, one under another: what, the facts of it in a quiet line, and at the end what can be done about it at once.
#pragma once

#include "web/html.h"

#include <string>
#include <vector>

namespace web {

struct TodoItem {
  Html what;         ///< the thing itself, as a link
  Html facts = {};   ///< tags and a few words beneath
  Html matter = {};  ///< more of it, where it is shown in full
  Html beside = {};  ///< a button at the end; beneath on a phone
};
Html todo_list(const std::vector<TodoItem>& items);

}  // namespace web
