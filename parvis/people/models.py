from typing import ClassVar

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from parvis.ledger.ids import new_public_id


class Role(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    MODERATOR = "moderator", _("Moderator")
    CLERK = "clerk", _("Counter clerk")
    DECIDER = "decider", _("Decider")
    GUARANTOR = "guarantor", _("Guarantor")
    OPERATOR = "operator", _("Operator")


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **fields) -> "Person":
        person = self.model(email=self.normalise(email), **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def by_email(self, email: str) -> "Person | None":
        return self.filter(email=self.normalise(email)).first()

    @staticmethod
    def normalise(email: str) -> str:
        return email.strip().lower()


class Person(AbstractBaseUser):
    """An account. `confirmed_at` is empty until a code sent to its address was given back."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    email = models.EmailField(_("E-mail address"), null=True, unique=True)  # noqa: DJ001  many may have none
    display_name = models.CharField(_("Name shown"), max_length=80, blank=True)
    language = models.CharField(max_length=2, default="fr")
    receipts_by_mail = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    warned_at = models.DateTimeField(null=True)  # told that the account goes: nobody had signed in for long

    objects = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=None) | Q(email=Lower("email")), name="person_email_is_lower_case")
        ]

    def __str__(self) -> str:
        return self.display_name or str(_("A participant"))

    @property
    def roles(self) -> frozenset[str]:
        """Roles held now; read once per request."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.grants.filter(revoked_at=None).values_list("role", flat=True))
        return self._roles

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    @property
    def has_second_factor(self) -> bool:
        """A passkey or an authenticator application is set up; then no session begins without it."""
        if not hasattr(self, "_second_factor"):
            self._second_factor = Authenticator.objects.filter(user=self, type__in=["totp", "webauthn"]).exists()
        return self._second_factor

    def end_sessions(self) -> None:
        """Sign the person out everywhere, at once: every session carries a digest of this random value."""
        self.set_unusable_password()
        self.save(update_fields=["password"])


class RoleGrant(models.Model):
    """A role given to a person by another, and taken back; both acts keep their author."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=Role)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now())
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(revoked_at=None), name="one_current_grant_of_a_role"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="grant_role_is_known"),
        ]


class Identifier(models.Model):
    """Something other than an e-mail by which a person is known: kept as a keyed digest only."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")  # given on paper, without an account yet
        PHONE = "phone", _("Telephone number")
        REGISTER = "register", _("Number in the register")

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=8, choices=Kind)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="one_person_per_identifier"),
            models.CheckConstraint(
                condition=Q(kind__in=["email", "phone", "register"]), name="identifier_kind_is_known"
            ),
        ]


class Code(models.Model):
    """A code sent to an address: one purpose, ten minutes, five tries counted here, the browser that asked."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", _("Signing in")
        CHANGE_EMAIL = "change_email", _("Changing one’s address")
        CONFIRM = "confirm", _("Proving again who is there")
        JOIN = "join", _("Bringing two addresses together")

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id)
    purpose = models.CharField(max_length=12, choices=Purpose)
    address = models.EmailField()
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    browser = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="code_tries_at_most_five"),
            models.CheckConstraint(
                condition=Q(purpose__in=["sign_in", "change_email", "confirm", "join"]), name="code_purpose_is_known"
            ),
        ]
        indexes = [models.Index(fields=["address", "created_at"])]


class Limit(models.Model):
    """How many times something was done in one window of time; the key is a digest and names nobody."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"])]


class IdempotencyKey(models.Model):
    """A write already done: the same key with the same request gives the same reply; with another, a refusal."""

    key = models.CharField(max_length=64)
    owner = models.CharField(max_length=64)  # keyed digest of the session or person that sent it
    request = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.PositiveSmallIntegerField(null=True)
    location = models.TextField(blank=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_write_per_idempotency_key")]


class Organisation(models.Model):
    """A body people may sign for, once a moderator has checked that they may; its interests are public."""

    public_id = models.CharField(max_length=23, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("Name of the organisation"), max_length=160)
    represents = models.TextField(_("Whom it represents"))
    interests = models.TextField(_("Its interests in the subject"))
    declared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="organisations")
    declared_at = models.DateTimeField(db_default=Now())
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(refused_at=None) | ~Q(refusal=""), name="organisation_refusal_has_reason"
            ),
            models.CheckConstraint(condition=Q(refused_at=None) | Q(checked_at=None), name="organisation_in_one_state"),
        ]

    def __str__(self) -> str:
        return self.name
