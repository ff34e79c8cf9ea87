"""Adopting (采用): the recorded act by which a rulebook counts from now on; its content is kept under its digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.rulebooks.errors import AdoptionRefusedError, NotAllowedError, RulebookError
from taizhang.apps.rulebooks.models import Adoption, Manifest, RuleText
from taizhang.apps.rulebooks.selectors import current_manifest, rulebook_of
from taizhang.domain.canonical import canonical
from taizhang.domain.obligations.examples import disagreements
from taizhang.domain.rules.differences import FileDifference, differences
from taizhang.domain.rules.faults import RulebookFaultyError, RuleFault
from taizhang.domain.rules.reading import read_yaml
from taizhang.domain.rules.rulebook import Rulebook, is_units_own, written

Repost = Callable[[Writing, Rulebook, Rulebook], object]
"""Given the commit, the rulebook before and the one after; the ledger, which stands above, brings it."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of adopting: the rulebook that counts now, the one before, and what differs."""

    rulebook: Rulebook
    before: Rulebook | None
    differences: tuple[FileDifference, ...]
    seq: int
    """The commit that adopted it; that of now where nothing changed."""

    @property
    def is_new(self) -> bool:
        """Say whether anything changed."""
        return self.before != self.rulebook


def preview_release(rulebook: Rulebook) -> tuple[Rulebook, tuple[FileDifference, ...]]:
    """What adopting this release would make of the rulebook: the units' own files stay with it."""
    before = _current()
    return _with_own_kept(rulebook, before), changes_between(before, _with_own_kept(rulebook, before))


def adopt_release(
    actor: Actor, rulebook: Rulebook, note: str = "", release: str = "", *, repost: Repost | None = None
) -> Adopted:
    """Adopt a release of the rulebook for the whole installation; adopting the same again changes nothing.

    `repost` books anew, in the same commit, what the new rulebook counts differently.
    """
    if not actor.may_everywhere(Permission.ADOPT_RULES):
        raise NotAllowedError
    before = _current()
    after = _with_own_kept(rulebook, before)
    if before == after:
        return Adopted(after, before, (), _seq_of(before))
    with writing(actor.label, "rulebook.adopt") as record:
        before = _current()
        after = _with_own_kept(rulebook, before)
        act = Adoption(release=(release or after.digest[:12])[:60], note=note.strip()[:500], account=actor.account)
        return _adopted(record, act, before, after, repost)


def preview_units_own(slug: str, texts: Mapping[str, str]) -> tuple[Rulebook, tuple[FileDifference, ...]]:
    """What a unit's own files ({path: YAML}) would make of the rulebook; raises with every fault."""
    before = _require_current()
    after = _with_units_own(before, slug, texts)
    return after, changes_between(before, after)


def adopt_units_own(
    actor: Actor,
    organization_id: int,
    slug: str,
    texts: Mapping[str, str],
    note: str = "",
    *,
    repost: Repost | None = None,
) -> Adopted:
    """Adopt a unit's own kinds and rules, added or changed; the caller has asked whether the actor may.

    Nothing is ever taken out: entries of a kind stay readable for good, a rule ends by its `until`.
    """
    before = _require_current()
    after = _with_units_own(before, slug, texts)
    if before == after:
        return Adopted(after, before, (), _seq_of(before))
    with writing(actor.label, "rulebook.adopt_own", f"organization:{organization_id}") as record:
        before = _require_current()
        after = _with_units_own(before, slug, texts)
        act = Adoption(
            release=f"own/{slug}"[:60], note=note.strip()[:500], account=actor.account, organization_id=organization_id
        )
        return _adopted(record, act, before, after, repost)


def changes_between(before: Rulebook | None, after: Rulebook) -> tuple[FileDifference, ...]:
    """What adopting changes, file by file and key by key; nothing to tell at the very first time."""
    return differences(before, after) if before is not None else ()


def own_files(rulebook: Rulebook, slug: str = "") -> dict[str, str]:
    """The units' own files of a rulebook (of one unit, if named), as canonical texts by path."""
    return {path: text for path, text in rulebook.files.items() if is_units_own(path) and slug in {"", slug_of(path)}}


def slug_of(path: str) -> str:
    """The unit's part of a path: `d0` in kinds/own/d0/weekly_study.yaml."""
    return path.split("/")[2] if is_units_own(path) else ""


def keep(rulebook: Rulebook) -> None:
    """Keep the content of a rulebook under its digests; what is there already is there for good."""
    RuleText.objects.bulk_create(
        [RuleText(digest=of, text=rulebook.files[path]) for path, of in rulebook.file_digests.items()],
        ignore_conflicts=True,
        batch_size=300,
    )
    Manifest.objects.get_or_create(digest=rulebook.digest, defaults={"files": canonical(dict(rulebook.file_digests))})


def _adopted(
    record: Writing, act: Adoption, before: Rulebook | None, after: Rulebook, repost: Repost | None
) -> Adopted:
    keep(after)
    act.manifest_id = after.digest
    record.write(act)
    if repost is not None and before is not None:
        repost(record, before, after)
    return Adopted(after, before, changes_between(before, after), record.seq)


def _seq_of(rulebook: Rulebook) -> int:
    last = Adoption.objects.filter(manifest_id=rulebook.digest).order_by("-known_from").first()
    return last.known_from if last else 0


def _current() -> Rulebook | None:
    digest = current_manifest()
    return None if digest is None else rulebook_of(digest)


def _require_current() -> Rulebook:
    before = _current()
    if before is None:
        raise RulebookError("还没有采用随附的制度，不能先加本单位自定的。请管理员先运行 taizhang rulebook adopt。")
    return before


def _with_own_kept(release: Rulebook, before: Rulebook | None) -> Rulebook:
    """The release together with the own files of the units, which no release touches."""
    own = own_files(before) if before else {}
    if not own:
        return release
    return _assembled({**release.files, **own})


def _with_units_own(before: Rulebook, slug: str, texts: Mapping[str, str]) -> Rulebook:
    faults: list[RuleFault] = []
    files: dict[str, str] = {}
    for path, text in texts.items():
        document, wrong = read_yaml(path, text)
        faults.extend(wrong)
        if slug_of(path) != slug:
            faults.append(
                RuleFault(path, 0, "", f"本单位的文件应放在 门类/own/{slug}/ 下面；别处的不能改，也不能替换。")
            )
        elif document is not None:
            files[path] = written(document.data)
            if path.startswith("obligations/") and not str(document.data.get("profile", "")).startswith(f"own/{slug}/"):
                faults.append(
                    RuleFault(path, 0, "profile", f"自定规则要写 profile: own/{slug}/…，只对选用它的组织起作用。")
                )
    if faults:
        raise AdoptionRefusedError(tuple(sorted(faults)))
    after = _assembled({**before.files, **files})
    _refuse_wrong_examples(after, files)
    return after


def _refuse_wrong_examples(rulebook: Rulebook, files: Mapping[str, str]) -> None:
    """A unit's own rules are adopted only if the engine answers each of their examples as written."""
    faults = [
        RuleFault(path, 0, "examples", f"“{one.example}”写的结果是 {one.expected}，算出来是 {one.answered}。")
        for path in files
        if path.startswith("obligations/")
        for one in disagreements(rulebook, rulebook.rules[path.removeprefix("obligations/").removesuffix(".yaml")])
    ]
    if faults:
        raise AdoptionRefusedError(tuple(sorted(faults)))


def _assembled(files: Mapping[str, str]) -> Rulebook:
    try:
        return Rulebook.from_canonical(files)
    except RulebookFaultyError as error:
        raise AdoptionRefusedError(error.faults) from error
