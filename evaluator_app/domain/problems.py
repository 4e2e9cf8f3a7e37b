"""Problems: what can be wrong with what people hand in, as values with a code, a place and details."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

T = TypeVar("T")


class Code(StrEnum):
    """Every kind of problem the program reports; `wording.problems` holds one sentence for each."""

    # marks
    SCORE_NOT_A_NUMBER = "score_not_a_number"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    SCORE_OFF_STEP = "score_off_step"
    NOT_AN_OPTION = "not_an_option"
    NOT_APPLICABLE_FORBIDDEN = "not_applicable_forbidden"
    REASON_MISSING = "reason_missing"
    UNMARKED = "unmarked"
    MARK_WITHOUT_CRITERION = "mark_without_criterion"
    REMARK_MISSING = "remark_missing"
    CHOICE_MISSING = "choice_missing"
    REMARK_TOO_LONG = "remark_too_long"
    # advice before a sheet leaves the house
    EXTREME_WITHOUT_NOTE = "extreme_without_note"
    FAR_FROM_HABIT = "far_from_habit"
    # answers files
    ANSWERS_UNREADABLE = "answers_unreadable"
    ANSWERS_INVALID = "answers_invalid"
    UNKNOWN_CRITERION = "unknown_criterion"
    UNKNOWN_REMARK = "unknown_remark"
    UNKNOWN_APPLICATION = "unknown_application"
    EXPERT_NAME_MISSING = "expert_name_missing"
    # schemes
    SCHEME_TOO_LARGE = "scheme_too_large"
    SCHEME_NOT_UTF8 = "scheme_not_utf8"
    SCHEME_SYNTAX = "scheme_syntax"
    SCHEME_NEWER_FORMAT = "scheme_newer_format"
    SCHEME_KEY_UNKNOWN = "scheme_key_unknown"
    SCHEME_KEY_MISSING = "scheme_key_missing"
    SCHEME_VALUE_INVALID = "scheme_value_invalid"
    SCHEME_DUPLICATE_ID = "scheme_duplicate_id"
    SCHEME_SUM_MISMATCH = "scheme_sum_mismatch"
    SCHEME_STEP_MISMATCH = "scheme_step_mismatch"
    SCHEME_BANDS_OVERLAP = "scheme_bands_overlap"
    SCHEME_BANDS_HOLE = "scheme_bands_hole"
    SCHEME_BANDS_ORDER = "scheme_bands_order"
    SCHEME_REFERENCE_UNKNOWN = "scheme_reference_unknown"
    SCHEME_CLAUSE_MISSING = "scheme_clause_missing"
    SCHEME_UNKNOWN = "scheme_unknown"
    SCHEME_WORKBOOK_NOT_OURS = "scheme_workbook_not_ours"
    SCHEME_COLUMN_UNKNOWN = "scheme_column_unknown"
    SCHEME_COLUMN_TWICE = "scheme_column_twice"
    SCHEME_CELL_FORMULA = "scheme_cell_formula"
    # files and folders
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    FILE_EXISTS = "file_exists"
    FOLDER_NOT_EMPTY = "folder_not_empty"
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    NO_FONT = "no_font"
    # packages
    PACKAGE_NOT_A_ZIP = "package_not_a_zip"
    PACKAGE_NOT_A_BAG = "package_not_a_bag"
    PACKAGE_UNSAFE_NAME = "package_unsafe_name"
    PACKAGE_UNSAFE_FILE = "package_unsafe_file"
    PACKAGE_TOO_LARGE = "package_too_large"
    PACKAGE_FILE_ALTERED = "package_file_altered"
    PACKAGE_FILE_MISSING = "package_file_missing"
    PACKAGE_FILE_UNLISTED = "package_file_unlisted"
    PACKAGE_INDEX_INVALID = "package_index_invalid"
    PACKAGE_SCHEME_MISMATCH = "package_scheme_mismatch"
    PACKAGE_NEWER_FORMAT = "package_newer_format"
    PACKAGE_OLDER_REVISION = "package_older_revision"
    PACKAGE_TWIN = "package_twin"
    PACKAGE_UNKNOWN = "package_unknown"
    PACKAGE_SEALED = "package_sealed"
    PACKAGE_NOT_SEALED = "package_not_sealed"
    PACKAGE_SEALED_FOR_OTHERS = "package_sealed_for_others"
    EXPERT_NOT_ISSUED = "expert_not_issued"
    EXPERT_NOT_TRUSTED = "expert_not_trusted"
    EXPERT_WITHOUT_KEY = "expert_without_key"
    RECUSED_UNKNOWN = "recused_unknown"
    PANEL_EMPTY = "panel_empty"
    CAMPAIGN_INVALID = "campaign_invalid"
    CAMPAIGN_EMPTY = "campaign_empty"
    JUDGEMENT_INVALID = "judgement_invalid"
    APPLICATION_INVALID = "application_invalid"
    DOCUMENT_MISSING = "document_missing"
    DOCUMENT_UNSUPPORTED = "document_unsupported"
    DOCUMENT_MACROS = "document_macros"
    # documents in the viewer
    DOCUMENT_DAMAGED = "document_damaged"
    DOCUMENT_ENCRYPTED = "document_encrypted"
    DOCUMENT_TOO_LARGE = "document_too_large"
    DOCUMENT_MISLABELLED = "document_mislabelled"
    # workspaces
    WORKSPACE_DAMAGED = "workspace_damaged"
    WORKSPACE_NEWER = "workspace_newer"
    WORKSPACE_LOCKED = "workspace_locked"
    WORKSPACE_READ_ONLY = "workspace_read_only"
    WORKSPACE_NEEDS_IDENTITY = "workspace_needs_identity"
    WORKSPACE_KEY_PLAIN = "workspace_key_plain"
    IDENTITY_OF_ANOTHER_WORKSPACE = "identity_of_another_workspace"
    IDENTITY_EXISTS = "identity_exists"
    BACKUP_INVALID = "backup_invalid"
    WORKSPACE_KEY_MISSING = "workspace_key_missing"
    WORKSPACE_KEY_WRONG = "workspace_key_wrong"
    DISK_FAILED = "disk_failed"
    WORKSPACE_SHEET_DIFFERS = "workspace_sheet_differs"
    WORKSPACE_DOCUMENT_LOST = "workspace_document_lost"
    WORKSPACE_MISSING = "workspace_missing"
    # identities, trust and signatures
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105 - the name of a problem
    PASSPHRASE_UNREADABLE = "passphrase_unreadable"  # noqa: S105 - the name of a problem
    IDENTITY_NAME_INVALID = "identity_name_invalid"
    IDENTITY_UNREADABLE = "identity_unreadable"
    IDENTITY_PASSPHRASE_WRONG = "identity_passphrase_wrong"  # noqa: S105 - the name of a problem
    IDENTITY_UNSUITABLE = "identity_unsuitable"
    CARD_INVALID = "card_invalid"
    CERTIFICATE_UNREADABLE = "certificate_unreadable"
    CERTIFICATE_OTHER_KEY = "certificate_other_key"
    CERTIFICATE_NOT_ISSUED = "certificate_not_issued"
    TERM_INVALID = "term_invalid"
    NOT_AN_AUTHORITY = "not_an_authority"
    TRUST_LIST_INVALID = "trust_list_invalid"
    TRUST_LIST_NEWER_FORMAT = "trust_list_newer_format"
    TRUST_LIST_OTHER_AUTHORITY = "trust_list_other_authority"
    SIGNER_STRANGER = "signer_stranger"
    SIGNER_REVOKED = "signer_revoked"
    SIGNER_NOT_YET_VALID = "signer_not_yet_valid"
    SIGNER_EXPIRED = "signer_expired"
    SIGNER_NOT_SECRETARIAT = "signer_not_secretariat"
    PACKAGE_SIGNATURE_INVALID = "package_signature_invalid"
    PACKAGE_ISSUER_DIFFERS = "package_issuer_differs"
    PACKAGE_UNSIGNED = "package_unsigned"
    # score sheets
    SHEET_UNREADABLE = "sheet_unreadable"
    SHEET_TOO_LARGE = "sheet_too_large"
    SHEET_ENCRYPTED = "sheet_encrypted"
    SHEET_OLD_EXCEL = "sheet_old_excel"
    SHEET_NOT_OURS = "sheet_not_ours"
    SHEET_NEWER_FORMAT = "sheet_newer_format"
    SHEET_DATA_INVALID = "sheet_data_invalid"
    SHEET_CELL_DIFFERS = "sheet_cell_differs"
    SHEET_TOTAL_DIFFERS = "sheet_total_differs"
    SHEET_OTHER_SCHEME = "sheet_other_scheme"
    SHEET_OTHER_PROTOCOL = "sheet_other_protocol"
    SHEET_OTHER_PACKAGE = "sheet_other_package"
    SHEET_UNKNOWN_APPLICATION = "sheet_unknown_application"
    SHEET_WRONG_STAGE = "sheet_wrong_stage"
    SHEET_OUTSIDE_PANEL = "sheet_outside_panel"
    SHEET_DUPLICATE = "sheet_duplicate"
    SHEET_CONFLICT = "sheet_conflict"
    SHEET_SUPERSEDED = "sheet_superseded"
    SHEET_UNSIGNED = "sheet_unsigned"
    SHEET_SIGNATURE_BROKEN = "sheet_signature_broken"
    SHEET_SIGNER_DIFFERS = "sheet_signer_differs"
    SHEET_SIGNED_ALREADY = "sheet_signed_already"
    SHEET_NOT_SIGNABLE = "sheet_not_signable"
    SHEET_SIGNING_TIME_ODD = "sheet_signing_time_odd"
    SHEET_SAVED_AGAIN = "sheet_saved_again"
    SHEET_FROZEN = "sheet_frozen"
    SHEET_NOT_SIGNED_YET = "sheet_not_signed_yet"
    SHEET_CHANGED_MEANWHILE = "sheet_changed_meanwhile"
    SHEET_UNKNOWN_PART = "sheet_unknown_part"
    SHEET_HIDDEN = "sheet_hidden"
    SHEET_FORMAT_ODD = "sheet_format_odd"
    CORRECTION_REASON_MISSING = "correction_reason_missing"
    SIGNATURE_PICTURE_INVALID = "signature_picture_invalid"
    IDENTITY_MISSING = "identity_missing"
    PAPER_ENTRIES_DIFFER = "paper_entries_differ"
    PAPER_BY_EXPERT = "paper_by_expert"
    PAPER_SCAN_INVALID = "paper_scan_invalid"
    # application forms that were filled in
    FORM_NOT_OURS = "form_not_ours"
    FORM_OTHER_SCHEME = "form_other_scheme"
    FORM_OTHER_VERSION = "form_other_version"
    FORM_NAMELESS = "form_nameless"
    FORM_TWICE = "form_twice"
    FIELD_MISSING = "field_missing"
    FIELD_TWICE = "field_twice"
    FIELD_FORMULA = "field_formula"
    FIELD_TOO_LONG = "field_too_long"
    FIELD_NOT_A_NUMBER = "field_not_a_number"
    FIELD_NOT_A_DAY = "field_not_a_day"
    FIELD_NOT_AN_OPTION = "field_not_an_option"
    # the roster of experts
    ROSTER_NOT_OURS = "roster_not_ours"
    MEMBER_TWICE = "member_twice"
    MEMBER_INCOMPLETE = "member_incomplete"
    MEMBER_NOT_APPOINTED = "member_not_appointed"
    # campaigns in the workspace
    CAMPAIGN_EXISTS = "campaign_exists"
    CAMPAIGN_UNKNOWN = "campaign_unknown"
    CAMPAIGN_PLAN_INVALID = "campaign_plan_invalid"
    CAMPAIGN_STEP_UNKNOWN = "campaign_step_unknown"
    CAMPAIGN_DAY_INVALID = "campaign_day_invalid"
    CAMPAIGN_DAYS_REVERSED = "campaign_days_reversed"
    RECORD_IN_FUTURE = "record_in_future"
    RECORD_REASON_MISSING = "record_reason_missing"
    RECORD_NAME_MISSING = "record_name_missing"
    # what experts declare and return
    PLEDGE_MISSING = "pledge_missing"
    PLEDGE_INVALID = "pledge_invalid"
    DECLARATION_MISSING = "declaration_missing"
    DECLARATION_TWICE = "declaration_twice"
    DECLARATION_UNKNOWN = "declaration_unknown"
    RECUSAL_REQUIRED = "recusal_required"
    RECUSAL_REASON_MISSING = "recusal_reason_missing"
    RECUSAL_RETURNED = "recusal_returned"
    APPLICATION_RECUSED = "application_recused"
    RETURN_INVALID = "return_invalid"
    RETURN_UNSIGNED = "return_unsigned"
    RETURN_SIGNER_DIFFERS = "return_signer_differs"
    RETURN_NEWER_FORMAT = "return_newer_format"
    RETURN_EMPTY = "return_empty"
    SHEET_RECUSED = "sheet_recused"
    NO_SHEETS = "no_sheets"
    PACKAGES_DIFFER = "packages_differ"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is and the details its sentence needs."""

    code: Code
    place: str = ""
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[object, ...]:
        """Problems come back from other processes; a read-only mapping has to be made there anew."""
        return _problem_with, (self.code, self.place, dict(self.details))


def problem(code: Code, place: str = "", **details: object) -> Problem:
    """A problem with its details as text."""
    return _problem_with(code, place, {name: str(value) for name, value in details.items()})


def _problem_with(code: Code, place: str, details: dict[str, str]) -> Problem:
    return Problem(code, place, MappingProxyType(details))


class Refused(Exception):  # noqa: N818 - it is an answer to the user, not an error of the program
    """Work that was refused; carries every problem found, and nothing was changed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(f"{p.code} {p.place}" for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return Refused, (self.problems,)


class Gathered:
    """Problems of several steps of one piece of work, to be refused all at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def attempt(self, step: Callable[[], T]) -> T | None:
        """The step's result, or None where it was refused; its problems are kept."""
        try:
            return step()
        except Refused as refused:
            self.problems += refused.problems
            return None

    def refuse(self) -> None:
        """Refuse the work if any step found a problem."""
        if self.problems:
            raise Refused(self.problems)
