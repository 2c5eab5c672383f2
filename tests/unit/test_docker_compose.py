"""The compose file and the Dockerfile, as far as that can be said without Docker."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from servers import gremlin_server

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
PINNED = re.compile(r"^[a-z0-9./-]+:\d+\.\d+\.\d+[a-z0-9.-]*$")
INSTRUCTION = re.compile(r"^([A-Z]+)\s+(.*)$", re.MULTILINE)


def dockerfile(service: str) -> list[tuple[str, str]]:
    build = SERVICES[service]["build"]
    text = (ROOT / build["context"] / build["dockerfile"]).read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.replace("\\\n", " ").splitlines() if not line.startswith("#"))
    return INSTRUCTION.findall(lines)


def built() -> list[str]:
    return [name for name, service in SERVICES.items() if "build" in service]


def test_the_services_of_the_design_are_there() -> None:
    assert set(SERVICES) == {"api", "loader", "neo4j", "gremlin"}


def test_images_are_pinned() -> None:
    images = {name: service["image"] for name, service in SERVICES.items() if "image" in service}
    assert images == {"neo4j": "neo4j:5.26.30-community", "gremlin": "tinkerpop/gremlin-server:3.7.5"}
    assert all(PINNED.match(image) for image in images.values())
    assert all(("image" in service) != ("build" in service) for service in SERVICES.values())


@pytest.mark.parametrize("service", built())
def test_what_images_are_built_from_is_there_and_pinned(service: str) -> None:
    instructions = dockerfile(service)
    bases = [words.split()[0] for name, words in instructions if name == "FROM"]
    assert all(PINNED.match(base) for base in bases)
    copied = [source for name, words in instructions if name == "COPY" for source in words.split()[:-1]]
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_the_image_does_not_run_as_root_and_says_whether_it_is_well() -> None:
    instructions = dockerfile("api")
    last_stage = max(place for place, (name, _) in enumerate(instructions) if name == "FROM")
    names = [name for name, _ in instructions[last_stage:]]
    assert ("USER", "graph") in instructions[last_stage:]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "/health/ready" in dict(instructions[last_stage:])["HEALTHCHECK"]


def test_ports_are_open_on_this_machine_only_and_each_once() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert all(re.fullmatch(r"127\.0\.0\.1:\$\{[A-Z0-9_]+:-\d+\}:\d+", port) for port in ports), ports
    published = [re.findall(r":-(\d+)\}", port)[0] for port in ports]
    assert sorted(published) == ["7474", "7687", "8000", "8182"]


def test_the_loader_runs_only_when_asked_for_and_ends() -> None:
    assert {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service} == {
        "loader": ["load"]
    }
    assert SERVICES["loader"]["restart"] == "no"
    assert SERVICES["loader"]["command"][0] == "load"
    mapping = SERVICES["loader"]["command"][SERVICES["loader"]["command"].index("--mapping") + 1]
    assert (ROOT / "loaders" / "mappings" / f"{mapping.split(':-')[1].rstrip('}')}.yaml").exists()


def test_loader_and_api_share_one_graph() -> None:
    for part in ("IDENTITY_GRAPH_STORE",):
        assert SERVICES["api"]["environment"][part] == SERVICES["loader"]["environment"][part]
    assert "graph:/data" in SERVICES["api"]["volumes"]
    assert "graph:/data" in SERVICES["loader"]["volumes"]


def test_names_used_are_declared() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        named = {volume.split(":")[0] for volume in service.get("volumes", []) if re.match(r"^[a-z0-9]", volume)}
        assert named <= set(COMPOSE["volumes"])


def test_servers_have_health_checks_and_passwords_come_from_the_environment() -> None:
    for name, service in SERVICES.items():
        assert service["healthcheck"].get("test") or service["healthcheck"] == {"disable": True}, name
        for key, value in service.get("environment", {}).items():
            if re.search("AUTH|PASSWORD|SECRET|TOKEN", key):
                assert "${" in value, key


def test_gremlin_server_is_configured_as_in_the_tests(tmp_path: Path) -> None:
    gremlin_server.write_conf(tmp_path, seen_as=Path("/graph"), host="0.0.0.0", port=8182)
    assert {name: config["content"].rstrip() for name, config in COMPOSE["configs"].items()} == {
        name: (tmp_path / name).read_text("utf-8").rstrip() for name in COMPOSE["configs"]
    }
    mounted = {config["target"] for config in SERVICES["gremlin"]["configs"]}
    assert mounted == {f"/graph/{name}" for name in COMPOSE["configs"]}
