// The last wall around the decoders of pictures: from here on the process may read, write, take memory and end.
#pragma once

namespace record {

/// Every other call to the kernel ends the process at once. False where the kernel knows no such filter. No new rights must be set before
/// (PR_SET_NO_NEW_PRIVS). Does nothing under a sanitizer, which calls for more.
bool allow_only_thinking();

}  // namespace record
