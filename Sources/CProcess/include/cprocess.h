#ifndef ARGOSY_CPROCESS_H
#define ARGOSY_CPROCESS_H

#include <sys/types.h>

/* What Swift cannot say itself: spawning with chosen descriptors, waiting for a process that is not our child, and
 * records of the kernel whose length varies. */

/* Starts `path` with the given arguments and environment (both end with NULL), with the three descriptors as its
 * standard ones and nothing else of ours open. With `own_session` it leads a new session, else a new process group,
 * so that a ^C meant for us does not reach it. Signals are at their defaults. Returns 0 and sets `*pid`, else an
 * errno value. */
int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const char *directory,
                   int standard_input, int standard_output, int standard_error, int own_session, pid_t *pid);

/* A descriptor that becomes readable when the process ends (Linux 5.3). -1 with errno where that cannot be had. */
int cprocess_open_pidfd(pid_t pid);

/* Changes of names in directories, by inotify. */

/* One record. `watch` is -1 for one that belongs to none. */
struct cprocess_watch_event {
  int watch;
  /* Where the name begins in the bytes, and how long it is; 0 for a record about the directory itself. */
  int name;
  int name_length;
  int appeared;
  int written;
  int vanished;
  /* The directory itself was removed, moved away or unmounted. */
  int lost;
  /* The watch is over: nothing more will come of it. */
  int ended;
  /* Records were dropped. */
  int overflowed;
};

/* A descriptor that becomes readable when something has happened; reading does not block. -1 with errno. */
int cprocess_watch_open(void);

/* Watches a directory, not what is below it. Returns the number that records carry: the same one for the same directory,
 * by whatever path. With `every_write` a file counts as written with each write, not only when it is closed. -1 with
 * errno. */
int cprocess_watch_add(int watcher, const char *path, int every_write);

void cprocess_watch_remove(int watcher, int watch);

/* Takes the first record apart. Returns its length, 0 when `count` bytes hold no whole record. */
int cprocess_watch_next(const unsigned char *bytes, int count, struct cprocess_watch_event *event);

#endif
