import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.sealing import (
    CiphersUnfitError,
    InstallationKeys,
    KeyUnknownError,
    RecoveryCodeError,
    SealBrokenError,
    ciphers,
    keyed_digest,
    new_key,
    new_recovery_code,
    open_sealed,
    open_with_code,
    seal,
    seal_with_code,
    self_test,
)
from taizhang.domain.sealing.recovery import normalized

CHEAP = {"n": 2, "r": 1, "p": 1}


@pytest.fixture
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taizhang.domain.sealing.recovery._SCRYPT", CHEAP)


def test_the_ciphers_give_the_values_of_the_standards() -> None:
    self_test()


@pytest.mark.parametrize("name", ["_VECTOR_SEALED", "_VECTOR_TAG", "_VECTOR_SM3"])
def test_a_machine_whose_ciphers_differ_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    value = getattr(ciphers, name)
    monkeypatch.setattr(ciphers, name, value[::-1])
    with pytest.raises(CiphersUnfitError):
        self_test()


def test_a_machine_without_the_cipher_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_: object) -> None:
        raise UnsupportedAlgorithm("no SM4 here")

    monkeypatch.setattr(ciphers, "Cipher", lacking)
    with pytest.raises(CiphersUnfitError):
        self_test()


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_sealed_opens_again_at_its_place(value: bytes, place: bytes) -> None:
    key = new_key()
    assert open_sealed(key, seal(key, value, place), place) == value


def test_no_changed_byte_opens() -> None:
    key = new_key()
    sealed = seal(key, b"110101199001011237", b"7:id_number")
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(SealBrokenError):
            open_sealed(key, bytes(changed), b"7:id_number")
    for length in range(len(sealed)):
        with pytest.raises(SealBrokenError):
            open_sealed(key, sealed[:length], b"7:id_number")


def test_nothing_opens_at_another_place_or_under_another_key() -> None:
    key = new_key()
    sealed = seal(key, b"x", b"7:id_number")
    with pytest.raises(SealBrokenError):
        open_sealed(key, sealed, b"8:id_number")
    with pytest.raises(SealBrokenError):
        open_sealed(new_key(), sealed, b"7:id_number")


def test_no_nonce_comes_twice() -> None:
    key = new_key()
    assert len({seal(key, b"", b"")[:12] for _ in range(20_000)}) == 20_000


def test_keyed_digests_depend_on_key_purpose_and_value() -> None:
    ring, other = InstallationKeys.generate(), InstallationKeys.generate()
    made = {ring.digest("a", "b"), ring.digest("b", "a"), ring.digest("a", "ab"), other.digest("a", "b")}
    assert len(made) == 4
    assert ring.digest("a", "b") == InstallationKeys.from_text(ring.as_text()).digest("a", "b")
    assert len(keyed_digest(b"k", b"v")) == 64


def test_changing_the_key_leaves_the_old_wraps_readable_until_they_are_wrapped_anew() -> None:
    ring = InstallationKeys.generate()
    key = new_key()
    wrapped = ring.wrap(key, "person:1")
    rotated = ring.rotated()
    assert rotated.mark == ring.mark
    assert rotated.unwrap(wrapped, "person:1") == key
    anew = rotated.wrap(key, "person:1")
    assert (rotated.wrapped_by(wrapped), rotated.wrapped_by(anew)) == (1, 2)
    alone = rotated.without_old()
    assert alone.unwrap(anew, "person:1") == key
    with pytest.raises(KeyUnknownError):
        alone.unwrap(wrapped, "person:1")


def test_a_wrapped_key_belongs_to_its_owner() -> None:
    ring = InstallationKeys.generate()
    wrapped = ring.wrap(new_key(), "person:1")
    with pytest.raises(SealBrokenError):
        ring.unwrap(wrapped, "person:2")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"wrapping":{},"lookup":""}', '{"wrapping":{"1":"00"},"lookup":"zz"}']
)
def test_a_damaged_key_file_is_refused(text: str) -> None:
    with pytest.raises(KeyUnknownError):
        InstallationKeys.from_text(text)


def test_recovery_codes_are_random_and_readable() -> None:
    codes = {new_recovery_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 34 and not set(code) & set("ILOU") for code in codes)


@pytest.mark.usefixtures("_cheap")
def test_a_code_opens_however_it_is_typed() -> None:
    code = new_recovery_code()
    sealed = seal_with_code(code, b"keys", "place")
    spoken = code.replace("0", "o").replace("1", "l").lower()
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {spoken} "):
        assert open_with_code(typed, sealed, "place") == b"keys"


@pytest.mark.usefixtures("_cheap")
def test_a_wrong_code_a_wrong_place_and_a_changed_file_do_not_open() -> None:
    code = new_recovery_code()
    sealed = seal_with_code(code, b"keys", "place")
    for typed, found, place in (
        (new_recovery_code(), sealed, "place"),
        (code, sealed, "elsewhere"),
        (code, {**sealed, "salt": "00" * 16}, "place"),
        (code, {**sealed, "sealed": str(sealed["sealed"])[:-2] + "00"}, "place"),
        (code, {**sealed, "n": 2**40}, "place"),
        (code, {}, "place"),
    ):
        with pytest.raises(RecoveryCodeError):
            open_with_code(typed, found, place)


def test_a_mistyped_code_is_not_taken_for_a_code() -> None:
    code = new_recovery_code()
    assert normalized(code) == code.replace("-", "")
    mistyped = ("2" if code[0] != "2" else "3") + code[1:]
    assert normalized(mistyped) == mistyped


def test_the_real_cost_of_guessing_a_passphrase_is_kept() -> None:
    sealed = seal_with_code("a passphrase", b"keys", "place")
    assert (sealed["n"], sealed["r"]) == (2**15, 8)
    assert open_with_code("a passphrase", sealed, "place") == b"keys"
