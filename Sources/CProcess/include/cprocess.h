#ifndef ARGOSY_CPROCESS_H
#define ARGOSY_CPROCESS_H

#include <sys/types.h>

/* What Swift cannot say itself: spawning with chosen descriptors, and waiting for a process that is not our child. */

/* Starts `path` with the given arguments and environment (both end with NULL), with the three descriptors as its
 * standard ones and nothing else of ours open. With `own_session` it leads a new session, else a new process group,
 * so that a ^C meant for us does not reach it. Signals are at their defaults. Returns 0 and sets `*pid`, else an
 * errno value. */
int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const char *directory,
                   int standard_input, int standard_output, int standard_error, int own_session, pid_t *pid);

/* A descriptor that becomes readable when the process ends (Linux 5.3). -1 with errno where that cannot be had. */
int cprocess_open_pidfd(pid_t pid);

#endif
