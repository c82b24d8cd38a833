#define _GNU_SOURCE
#include "cprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#include <sys/syscall.h>
#endif

int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const char *directory,
                   int standard_input, int standard_output, int standard_error, int own_session, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) return error;
  error = posix_spawnattr_init(&attributes);
  if (error != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }

  const int sources[3] = {standard_input, standard_output, standard_error};
  for (int target = 0; target < 3 && error == 0; target++)
    error = posix_spawn_file_actions_adddup2(&actions, sources[target], target);
  if (error == 0 && directory != NULL) error = posix_spawn_file_actions_addchdir_np(&actions, directory);
#ifdef __linux__
  /* Every descriptor we open is close-on-exec; this is for those that libraries open without it. */
  if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif

  short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
  flags |= own_session ? POSIX_SPAWN_SETSID : POSIX_SPAWN_SETPGROUP;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  if (error == 0) error = posix_spawnattr_setflags(&attributes, flags);
  if (error == 0) error = posix_spawnattr_setpgroup(&attributes, 0);
  if (error == 0) error = posix_spawnattr_setsigmask(&attributes, &none);
  if (error == 0) error = posix_spawnattr_setsigdefault(&attributes, &all);
  if (error == 0) error = posix_spawn(pid, path, &actions, &attributes, arguments, environment);

  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int cprocess_open_pidfd(pid_t pid) {
#if defined(__linux__) && defined(SYS_pidfd_open)
  return (int)syscall(SYS_pidfd_open, pid, 0);
#else
  (void)pid;
  errno = ENOSYS;
  return -1;
#endif
}

int cprocess_watch_open(void) {
#ifdef __linux__
  return inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
#else
  errno = ENOSYS;
  return -1;
#endif
}

int cprocess_watch_add(int watcher, const char *path, int every_write) {
#ifdef __linux__
  return inotify_add_watch(watcher, path,
                           IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF |
                               IN_MOVE_SELF | IN_ONLYDIR | (every_write ? IN_MODIFY : 0));
#else
  (void)watcher;
  (void)path;
  (void)every_write;
  errno = ENOSYS;
  return -1;
#endif
}

void cprocess_watch_remove(int watcher, int watch) {
#ifdef __linux__
  inotify_rm_watch(watcher, watch);
#else
  (void)watcher;
  (void)watch;
#endif
}

int cprocess_watch_next(const unsigned char *bytes, int count, struct cprocess_watch_event *event) {
#ifdef __linux__
  struct inotify_event head;
  if (count < (int)sizeof head) return 0;
  memcpy(&head, bytes, sizeof head);
  if (head.len > (uint32_t)(count - (int)sizeof head)) return 0;
  event->watch = head.wd;
  event->name = (int)sizeof head;
  event->name_length = (int)strnlen((const char *)bytes + sizeof head, head.len);
  event->appeared = (head.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
  event->written = (head.mask & (IN_CLOSE_WRITE | IN_MODIFY)) != 0;
  event->vanished = (head.mask & (IN_MOVED_FROM | IN_DELETE)) != 0;
  event->lost = (head.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0;
  event->ended = (head.mask & IN_IGNORED) != 0;
  event->overflowed = (head.mask & IN_Q_OVERFLOW) != 0;
  return (int)sizeof head + (int)head.len;
#else
  (void)bytes;
  (void)count;
  (void)event;
  return 0;
#endif
}
