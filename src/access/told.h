// What a page says after a deed, and how a deed that is posted answers.
#pragma once

#include "access/unit_of_work.h"
#include "web/html.h"

#include <initializer_list>
#include <string_view>
#include <utility>

namespace access {

/// What `?done=` in the address stands for: the word, and the sentence for it.
using DoneWords = std::initializer_list<std::pair<std::string_view, std::string_view>>;
/// A success alert for the word in the address; nothing for a word that is not in the list.
web::Html told(const Visit& visit, DoneWords words);

/// Answers once the unit is durable: on to `to`, or, where an expectation was missed, the page that says `miss`.
Answer then_go(Visit& visit, UnitOfWork work, const web::Url& to, const base::Error& miss = UnitOfWork::conflict());

}  // namespace access
