#!/usr/bin/env python3
"""Run a command several times and print medians: timed.py RUNS BEFORE -- COMMAND...

BEFORE is a shell command that is run before each run and not counted ("" for none). Prints one line: seconds of wall
time, seconds of processor time with all children, peak memory of the largest process in MiB."""
import os, resource, statistics, subprocess, sys
import time
runs, before, command = int(sys.argv[1]), sys.argv[2], sys.argv[4:]
wall, cpu, peak = [], [], []
for _ in range(runs):
    if before:
        subprocess.run(before, shell=True, check=True, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, '/dev/null', os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    wall.append(time.monotonic() - began)
    cpu.append(used.ru_utime + used.ru_stime)
    peak.append(used.ru_maxrss / 1024)
    if status:
        sys.exit(f'{command[0]} ended with status {os.waitstatus_to_exitcode(status)}')
print('%.2f %.2f %.0f' % (statistics.median(wall), statistics.median(cpu), statistics.median(peak)))
