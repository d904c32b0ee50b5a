// The program: one word says what to do. Everything else is told by --help.
#include "app/commands.h"

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

int main(int count, char** words) {
  try {
    return app::run(std::vector<std::string>(words + 1, words + count));
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "alongside: %s\n", fault.what());
    return 1;
  }
}
