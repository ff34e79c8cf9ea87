from taizhang.domain.canonical import _by_cryptography, _by_hashlib, canonical, digest, digest_bytes, digest_text

# GB/T 32905-2016, appendix A.
ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
ABCD16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_both_implementations_give_the_values_of_the_standard() -> None:
    for sm3 in (_by_hashlib, _by_cryptography, digest_bytes):
        assert sm3(b"abc") == ABC
        assert sm3(b"abcd" * 16) == ABCD16


def test_the_spelling_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": ["党", None, True]}) == '{"a":["党",null,true],"b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})


def test_every_difference_shows_in_the_digest() -> None:
    values = [[1], ["1"], [1, 1], [[1], 1], {"1": 1}, "1", 1, None, "", [], {}, "𠮷", "吉"]
    assert len({digest(value) for value in values}) == len(values)


def test_half_a_surrogate_pair_has_a_digest_too() -> None:
    assert digest_text("\ud842") != digest_text("\udfb7")
