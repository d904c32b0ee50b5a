// Any bytes as a kind's file: it is a sound kind or a list of mistakes, and a sound kind can be used.
#include "record/body.h"
#include "record/kind_file.h"
#include "record/kind_schema.h"
#include "record/summary.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto read = record::parse_kind({"kinds/fuzzed.toml", text});
  if (read.kind.has_value() != read.mistakes.empty()) std::abort();
  if (!read.kind) return 0;
  (void)record::json_schema(*read.kind);
  const web::Json nothing = web::Json::Object{};
  const auto body = record::check_draft(*read.kind, record::Submission(nothing), {});
  (void)record::summarise(*read.kind, body);
  return 0;
}
