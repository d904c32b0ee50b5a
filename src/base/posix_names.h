// Included before everything else (CMakeLists.txt): libc's global function access() would forbid a namespace of that name.
// The function is declared under another name that nothing defines; whoever needs it calls faccessat.
#pragma once

#define access posix_access
#include <unistd.h>
#undef access
