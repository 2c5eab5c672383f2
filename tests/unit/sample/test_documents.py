"""Everything numbered is valid before noise."""

import re

import phonenumbers
import pytest
import stdnum.br.cpf
import stdnum.cn.ric
import stdnum.de.idnr
import stdnum.es.dni
import stdnum.fr.nir
import stdnum.iban
import stdnum.in_.aadhaar
import stdnum.jp.in_
import stdnum.mx.curp
import stdnum.ru.inn
import stdnum.us.ssn

from identity_graph.sample import COUNTRIES, SamplePerson, generate_people

VALIDATORS = {
    "us": stdnum.us.ssn,
    "de": stdnum.de.idnr,
    "fr": stdnum.fr.nir,
    "es": stdnum.es.dni,
    "mx": stdnum.mx.curp,
    "br": stdnum.br.cpf,
    "ru": stdnum.ru.inn,
    "in": stdnum.in_.aadhaar,
    "cn": stdnum.cn.ric,
    "jp": stdnum.jp.in_,
}


@pytest.fixture(scope="module")
def people() -> list[SamplePerson]:
    return list(generate_people(6000, seed=3))


def of(people: list[SamplePerson], country: str) -> list[SamplePerson]:
    return [person for person in people if person.country.code == country]


@pytest.mark.parametrize("country", VALIDATORS)
def test_national_ids_are_valid(people: list[SamplePerson], country: str) -> None:
    for person in of(people, country):
        VALIDATORS[country].validate(person.national_id.number)


def test_national_ids_that_encode_birth_and_sex_agree_with_the_person(people: list[SamplePerson]) -> None:
    for person in of(people, "cn"):
        assert stdnum.cn.ric.get_birth_date(person.national_id.number) == person.birth_date
    for person in of(people, "mx"):
        assert stdnum.mx.curp.get_birth_date(person.national_id.number) == person.birth_date
        assert stdnum.mx.curp.get_gender(person.national_id.number) == ("F" if person.female else "M")
    for person in of(people, "eg"):
        number = person.national_id.number
        assert re.fullmatch(r"\d{14}", number)
        assert number[1:7] == f"{person.birth_date:%y%m%d}"
        assert int(number[12]) % 2 == (0 if person.female else 1)
    for person in of(people, "fr"):
        assert person.national_id.number.startswith(f"{2 if person.female else 1}{person.birth_date:%y%m}")


def test_british_numbers_have_their_shape(people: list[SamplePerson]) -> None:
    assert all(re.fullmatch(r"[A-Z]{2}\d{6}[A-D]", person.national_id.number) for person in of(people, "gb"))


def test_ibans_are_valid(people: list[SamplePerson]) -> None:
    ibans = [iban for person in people for iban in person.ibans if iban]
    assert {iban[:2] for iban in ibans} == {"GB", "DE", "FR", "ES", "BR", "EG"}
    for iban in ibans:
        stdnum.iban.validate(iban)


@pytest.mark.parametrize("country", COUNTRIES)
def test_phones_are_valid(people: list[SamplePerson], country: str) -> None:
    for person in of(people, country)[:120]:
        for phone in {*person.phones, *person.country.phone.generic}:
            assert phonenumbers.is_valid_number(phonenumbers.parse(phone)), phone


def test_numbers_belong_to_one_person_each(people: list[SamplePerson]) -> None:
    ordinary = [person for person in people if not person.ring]
    for values in ([person.national_id.number for person in ordinary], [person.phones[0] for person in ordinary]):
        assert len(set(values)) == len(values)
