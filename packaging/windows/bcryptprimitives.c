/* Wine 8 lacks this library of Windows 10; under wine it is laid beside the program. */
#include <windows.h>
#include <ntsecapi.h>
BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return RtlGenRandom(data, (ULONG) size); }
