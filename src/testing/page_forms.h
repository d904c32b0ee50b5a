// The forms of a page as a browser would send them, for tests that fill in every form there is.
#pragma once

#include "testing/school.h"

#include <string>
#include <string_view>
#include <vector>

namespace test {

struct PageForm {
  std::string action;
  Fields fields;                        ///< what is in it as it stands, without the token; what is not ticked is left out
  std::vector<std::string> texts;       ///< names of boxes one types into
  std::vector<std::string> names;       ///< every name in it, ticked or not
};

/// The forms that are posted, in their order. `page` is mark-up of our own, so well formed.
std::vector<PageForm> forms_on(std::string_view page);

/// The form filled in as somebody would who leaves nothing out: words in every empty box, the first of every choice.
Fields filled_in(const PageForm& form, std::string_view words);

}  // namespace test
