#include "heap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

long heap_live_bytes(void) {
#ifdef __GLIBC__
  struct mallinfo2 heap = mallinfo2();
  return (long)(heap.uordblks + heap.hblkhd);
#else
  return 0;
#endif
}
