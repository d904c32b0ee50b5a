// The disk of a school server: preloaded, it makes every fsync and fdatasync take at least so long. The flush itself is done first.
//   LD_PRELOAD=…/libslow_disk.so ALONGSIDE_SLOW_DISK_MS=5 alongside serve …
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

typedef int (*Flush)(int);

static long long now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int slowly(const char* name, int fd) {
  const Flush flush = (Flush)dlsym(RTLD_NEXT, name);
  const char* asked = getenv("ALONGSIDE_SLOW_DISK_MS");
  const long long began = now_ns();
  const int out = flush(fd);
  const int error = errno;
  const long long left = (asked ? (long long)(atof(asked) * 1e6) : 0) - (now_ns() - began);
  if (left > 0) {
    struct timespec pause = {left / 1000000000LL, left % 1000000000LL};
    while (nanosleep(&pause, &pause) != 0 && errno == EINTR) continue;
  }
  errno = error;
  return out;
}

int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }
