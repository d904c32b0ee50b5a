# SQLite with SQLite3 Multiple Ciphers, from the pinned npm package (see docs/adr/0003-…): Debian 12's own has a WAL race.
set(sqlite_dir ${CMAKE_SOURCE_DIR}/third_party/sqlite/node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3)
if(NOT EXISTS ${sqlite_dir}/sqlite3.c)
  message(FATAL_ERROR "The pinned SQLite is not installed. Run bin/build, which fetches it with npm ci in third_party/sqlite.")
endif()
add_library(alongside_sqlite STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(alongside_sqlite SYSTEM PUBLIC ${sqlite_dir})
target_compile_options(alongside_sqlite PRIVATE -O2 -w -maes -msse4.2)
target_compile_definitions(alongside_sqlite PRIVATE
  SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_DEPRECATED
  SQLITE_OMIT_SHARED_CACHE SQLITE_USE_URI=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=200
  SQLITE_ENABLE_FTS5 SQLITE_ENABLE_API_ARMOR SQLITE_DEFAULT_SYNCHRONOUS=2 SQLITE_DEFAULT_WAL_SYNCHRONOUS=2 SQLITE_SECURE_DELETE
  SQLITE_TEMP_STORE=2 SQLITE_TRUSTED_SCHEMA=0 SQLITE_ENABLE_DBSTAT_VTAB HAVE_FDATASYNC=1 CODEC_TYPE=CODEC_TYPE_AEGIS)
target_link_libraries(alongside_sqlite PUBLIC m dl Threads::Threads)
if(ALONGSIDE_FUZZERS)
  target_compile_options(alongside_sqlite PRIVATE -fno-sanitize=all)  # others fuzz SQLite; here it would only cost minutes
endif()
