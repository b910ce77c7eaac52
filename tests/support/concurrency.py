"""Several jobs at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system


def at_once(*jobs):
    """Run the jobs in threads that start together; give back what each answered or raised."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        try:
            with acting_as_system(SystemActor.LOADER):
                return job()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]
