#ifndef ARGOSY_HEAP_H
#define ARGOSY_HEAP_H

/// Bytes that are allocated now and not freed; 0 where the libc does not tell.
long heap_live_bytes(void);

#endif
