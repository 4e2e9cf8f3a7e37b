"""Failures of the disk in words: what a user meets with sticks, shares and full disks."""

import errno

import pytest

from evaluator_app.domain.codes import Code
from evaluator_app.domain.disk import writing_failure


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, Code.DISK_FULL),
        (errno.EDQUOT, Code.DISK_FULL),
        (errno.EROFS, Code.NOT_WRITABLE),
        (errno.EIO, Code.DISK_FAILED),
        (errno.ENODEV, Code.DISK_FAILED),
        (errno.EINVAL, None),
        (None, None),
    ],
)
def test_a_failure_of_the_disk_is_the_users_a_fault_of_the_program_is_not(
    number: int | None, code: Code | None
) -> None:
    error = OSError() if number is None else OSError(number, "example")
    assert writing_failure(error) is code
