"""Reads of the rulebook as adopted: by digest, by commit."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.rulebooks.errors import DamagedRulebookError, NoRulebookAdoptedError, UnknownRulebookError
from taizhang.apps.rulebooks.models import Adoption, Manifest, ProfileChoice, RuleText
from taizhang.domain.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """A recorded act of adoption."""

    id: int
    manifest: str
    release: str
    note: str
    account: int | None
    organization: int | None
    """The unit whose own kinds or rules were adopted; None: a release."""
    seq: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit or district chose a local profile (本地做法), from day to day, for all below it."""

    id: int
    organization: int
    profile: str
    begins_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Say whether it holds on that day."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@lru_cache(maxsize=12)
def rulebook_of(digest: str) -> Rulebook:
    """The rulebook with that digest, from the database; kept in memory, since a digest never means another one."""
    manifest = Manifest.objects.filter(pk=digest).first()
    if manifest is None:
        raise UnknownRulebookError(digest)
    paths: dict[str, str] = json.loads(manifest.files)
    texts = _texts(set(paths.values()))
    if len(texts) < len(set(paths.values())):
        raise DamagedRulebookError(digest)
    rulebook = Rulebook.from_canonical({path: texts[of] for path, of in paths.items()})
    if rulebook.digest != digest:
        raise DamagedRulebookError(digest)
    return rulebook


def current_manifest(known: int | None = None) -> str | None:
    """The digest of the rulebook that counted at that commit (None: now); every page asks, some often."""
    at = standing((Adoption,), known)
    return _kept_manifest(at) if at.is_settled else _manifest(at)


def _manifest(at: Standing) -> str | None:
    return (
        Adoption.objects.filter(known_at(at.seq))
        .order_by("-known_from", "-id")
        .values_list(
            "manifest_id",
            flat=True,
        )
        .first()
    )


_kept_manifest = lru_cache(maxsize=64)(_manifest)


def current_rulebook(known: int | None = None) -> Rulebook:
    """The rulebook that counts."""
    digest = current_manifest(known)
    if digest is None:
        raise NoRulebookAdoptedError
    return rulebook_of(digest)


def manifest_known_at(seq: int) -> str | None:
    """The digest of the rulebook that counted as of that commit."""
    return current_manifest(seq)


def list_adoptions(known: int | None = None) -> tuple[AdoptionView, ...]:
    """Every act of adoption, the newest first."""
    found = Adoption.objects.filter(known_at(known)).order_by("-known_from", "-id")
    return tuple(
        AdoptionView(one.pk, one.manifest_id, one.release, one.note, one.account, one.organization_id, one.known_from)
        for one in found
    )


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One version of a rulebook file, with the act that adopted it."""

    number: int
    digest: str
    adoption: AdoptionView


def versions_of_file(path: str, known: int | None = None) -> tuple[FileVersion, ...]:
    """Every version of a file that was ever adopted, the newest first; a file not there was none."""
    found: list[FileVersion] = []
    last = ""
    acts = list_adoptions(known)
    texts = Manifest.objects.filter(pk__in={one.manifest for one in acts}).values_list("digest", "files")
    digests = {manifest: json.loads(files).get(path, "") for manifest, files in texts}
    for one in reversed(acts):
        of = digests.get(one.manifest, "")
        if of and of != last:
            found.append(FileVersion(len(found) + 1, of, one))
        last = of or last
    return tuple(reversed(found))


def profile_choices(known: int | None = None) -> tuple[Choice, ...]:
    """Every choice of a local profile, oldest first."""
    found = ProfileChoice.objects.filter(known_at(known)).order_by("begins_on", "id")
    return tuple(Choice(*row) for row in found.values_list("id", "organization_id", "profile", "begins_on", "ends_on"))


def profiles_at(lineage: Sequence[int], day: date, known: int | None = None) -> frozenset[str]:
    """The profiles in force on that day for an organisation, given with all above it."""
    return frozenset(one.profile for one in profile_choices(known) if one.organization in lineage and one.holds(day))


def _texts(digests: Collection[str]) -> dict[str, str]:
    """The canonical texts under these digests, asked in bunches that any database takes."""
    wanted = sorted(digests)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        found.update(RuleText.objects.filter(pk__in=wanted[start : start + 500]).values_list("digest", "text"))
    return found
