from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import InvalidToken
from django.db import migrations

from accounts.recovery_codes import kept


def digest_codes(apps, schema_editor):
    """Codes that were not used yet go on working; the seed that they follow from goes."""
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes", data__has_key="seed"):
        try:
            codes = RecoveryCodes(row).get_unused_codes()
        except InvalidToken:  # of another FACTOR_KEY, so they worked no more
            codes = []
        row.data = kept(codes)
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(digest_codes, migrations.RunPython.noop)]
