"""Who may do what, and that an operator's choice is never undone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, TaskState, Workflow, WorkflowPage

from cases.models import CasePage
from core.models import User
from editorial.models import AppliedDefault
from editorial.setup.groups import WORKFLOW, apply_defaults
from editorial.setup.roles import ADMINISTRATOR, PUBLISHER, WRITER
from methods.models import MethodPage
from tests.editorial.forms import APPROVE, PUBLISH, SUBMIT, add_url, as_post, edit_url, open_add, open_edit
from tests.factories.pages import SiteTree, build_result, make_case, make_method, make_site
from tests.factories.vocabulary import ChannelFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def test_three_groups_and_a_workflow_exist_after_migrating() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {WRITER, PUBLISHER, ADMINISTRATOR}
    workflow = Workflow.objects.get()
    assert workflow.name == WORKFLOW
    assert [task.specific.groups.get().name for task in workflow.tasks] == [PUBLISHER]
    assert WorkflowPage.objects.get().page == Page.get_first_root_node()


def test_the_workflow_holds_for_pages_that_come_later(site: SiteTree) -> None:
    assert make_method().get_workflow().name == WORKFLOW


def test_what_an_operator_changes_stays() -> None:
    group = Group.objects.get(name=PUBLISHER)
    taken = Permission.objects.get(codename="delete_theme")
    group.permissions.remove(taken)
    GroupPagePermission.objects.filter(group=group, permission__codename="lock_page").delete()
    Group.objects.filter(name=WRITER).update(name="Schrijvers")
    Workflow.objects.get().delete()
    GroupApprovalTask.objects.all().delete()
    before = Group.objects.count(), Permission.objects.count()
    apply_defaults()
    assert not group.permissions.filter(pk=taken.pk).exists()
    assert not group.page_permissions.filter(permission__codename="lock_page").exists()
    assert (Group.objects.count(), Permission.objects.count()) == before
    assert not Group.objects.filter(name=WRITER).exists()
    assert not Workflow.objects.exists()


def test_a_permission_that_comes_later_is_given_once() -> None:
    group = Group.objects.get(name=PUBLISHER)
    name = "vocabulary.add_theme"
    group.permissions.remove(Permission.objects.get(codename="add_theme"))
    AppliedDefault.objects.filter(name=f"{PUBLISHER}:{name}").delete()
    apply_defaults()
    assert group.permissions.filter(codename="add_theme").exists()


def test_a_writer_edits_drafts_of_others_and_cannot_publish(writer: Client, site: SiteTree) -> None:
    page = make_method(live=False)
    data = open_edit(writer, page)
    data["gist"] = "Een betere zin."
    assert "action-publish" not in writer.get(edit_url(page)).content.decode()
    writer.post(edit_url(page), as_post(data, **PUBLISH))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().gist == "Een betere zin."
    assert not page.live


def test_a_writer_submits_and_a_publisher_approves(writer: Client, publisher: Client, site: SiteTree) -> None:
    page = make_method(live=False)
    assert writer.post(edit_url(page), as_post(open_edit(writer, page), **SUBMIT)).status_code == 302
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk))
    writer.post(url, {"comment": ""})
    assert not MethodPage.objects.get(pk=page.pk).live
    assert page.title in publisher.get(reverse("wagtailadmin_home")).content.decode()
    publisher.post(url, {"comment": "Prima."})
    assert MethodPage.objects.get(pk=page.pk).live


def test_a_publisher_sends_it_back_with_a_remark(writer: Client, publisher: Client, site: SiteTree) -> None:
    page = make_method(live=False)
    writer.post(edit_url(page), as_post(open_edit(writer, page), **SUBMIT))
    state = TaskState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "reject", state.pk))
    publisher.post(url, {"comment": "De bron ontbreekt."})
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "De bron ontbreekt.")
    assert not MethodPage.objects.get(pk=page.pk).live


def test_a_publisher_locks_and_unlocks(writer: Client, publisher: Client, site: SiteTree) -> None:
    page = make_method()
    publisher.post(reverse("wagtailadmin_pages:lock", args=(page.pk,)))
    page.refresh_from_db()
    assert page.locked
    data = open_edit(publisher, page)
    data["gist"] = "Zou niet mogen."
    writer.post(edit_url(page), as_post(data))
    assert page.get_latest_revision_as_object().gist != "Zou niet mogen."
    publisher.post(reverse("wagtailadmin_pages:unlock", args=(page.pk,)))
    page.refresh_from_db()
    assert not page.locked


def allowed(client: Client, url: str) -> bool:
    return client.get(url).status_code == 200


def test_word_lists_belong_to_the_publisher(writer: Client, publisher: Client) -> None:
    channel, organisation = ChannelFactory(), OrganisationFactory()
    for word in (channel, organisation):
        name = f"wagtailsnippets_vocabulary_{word._meta.model_name}:edit"
        assert not allowed(writer, reverse(name, args=(word.pk,)))
        assert allowed(publisher, reverse(name, args=(word.pk,)))
    assert not allowed(writer, reverse("wagtailsnippets_vocabulary_channel:add"))
    assert allowed(writer, reverse("wagtailsnippets_vocabulary_organisation:add"))


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("wagtailusers_users:index", {ADMINISTRATOR}),
        ("wagtailusers_groups:index", {ADMINISTRATOR}),
        ("wagtailadmin_workflows:index", {ADMINISTRATOR}),
        ("wagtailsites:index", {ADMINISTRATOR}),
        ("wagtailredirects:index", {PUBLISHER, ADMINISTRATOR}),
        ("wagtailimages:add", {WRITER, PUBLISHER, ADMINISTRATOR}),
        ("wagtailadmin_reports:locked_pages", {PUBLISHER, ADMINISTRATOR}),
        ("wagtailadmin_collections:index", {ADMINISTRATOR}),
        ("wagtailadmin_collections:add", {ADMINISTRATOR}),
    ],
)
def test_parts_of_the_admin_per_role(
    name: str, who: set[str], writer: Client, publisher: Client, administrator: Client
) -> None:
    clients = {WRITER: writer, PUBLISHER: publisher, ADMINISTRATOR: administrator}
    assert {role for role, client in clients.items() if allowed(client, reverse(name))} == who


def test_an_administrator_makes_a_user_in_a_role(administrator: Client) -> None:
    answer = {
        "username": "nieuw",
        "email": "nieuw@example.nl",
        "first_name": "Nieuw",
        "last_name": "Iemand",
        "is_active": "on",
        "groups": Group.objects.get(name=WRITER).pk,
    }
    assert administrator.post(reverse("wagtailusers_users:add"), answer).status_code == 302
    assert User.objects.get(username="nieuw").groups.get().name == WRITER


def test_nobody_without_a_role_comes_in(client: Client, site: SiteTree) -> None:
    client.force_login(User.objects.create_user(username="gast"))
    for url in (reverse("wagtailadmin_home"), add_url(site.methods, MethodPage)):
        assert client.get(url).status_code == 302


def test_a_writer_makes_a_method(writer: Client, site: SiteTree) -> None:
    data = open_add(writer, site.methods, MethodPage)
    data.update({"title": "Concept", "slug": "concept"})
    assert writer.post(add_url(site.methods, MethodPage), as_post(data)).status_code == 302
    page = MethodPage.objects.get(slug="concept")
    assert page.number
    assert not page.live


@pytest.mark.parametrize("gist", ["", "De eindredacteur maakte de zin af."])
def test_a_publisher_approves_from_the_edit_form(writer: Client, publisher: Client, site: SiteTree, gist: str) -> None:
    page = make_case(results=[build_result(counts_for=[make_method()])], live=False)
    writer.post(edit_url(page), as_post(open_edit(writer, page), **SUBMIT))
    data = open_edit(publisher, page)
    data["gist"] = gist or data["gist"]
    publisher.post(edit_url(page), as_post(data, **APPROVE))
    page = CasePage.objects.get(pk=page.pk)
    assert page.live
    assert not page.has_unpublished_changes
    assert page.gist == gist or not gist


def test_saving_by_itself_says_that_the_editor_is_logged_out(writer: Client, client: Client, site: SiteTree) -> None:
    page = make_case(results=[build_result()], live=False)
    data = as_post(open_edit(writer, page))
    for address in (edit_url(page), add_url(site.cases, CasePage)):
        answer = client.post(address, data, headers={"accept": "application/json"})
        assert answer.status_code == 401
        assert answer.json()["success"] is False
        assert "Je bent uitgelogd. Wat je typte staat er nog." in answer.json()["error_message"]
        assert client.post(address, data, headers={"accept": "text/html"}).status_code == 302
    logged_in = {"x-requested-with": "XMLHttpRequest"}
    assert client.get(reverse("editorial_logged_in"), headers=logged_in).status_code == 403
    assert writer.get(reverse("editorial_logged_in"), headers=logged_in).status_code == 204


def test_saving_by_itself_never_repeats_an_action(writer: Client, publisher: Client, site: SiteTree) -> None:
    page = make_case(results=[build_result()], live=False)
    writer.post(edit_url(page), as_post(open_edit(writer, page), **SUBMIT))
    data = as_post(open_edit(publisher, page), **APPROVE)
    by_itself = {"accept": "application/json"}
    refused = publisher.post(edit_url(page), data, headers=by_itself)
    assert (refused.status_code, refused.json()["error_code"]) == (400, "action_on_its_way")
    assert not CasePage.objects.get(pk=page.pk).live
    del data["action-workflow-action"]
    assert publisher.post(edit_url(page), data, headers=by_itself).json()["success"]
