"""Django's SQLite backend with a guard in every connection: nobody takes the trail's stops away.

Named as ENGINE in the settings. The guard stands aside for Django's schema editor alone, so for migrations.
"""
