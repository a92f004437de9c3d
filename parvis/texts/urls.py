app_name = "texts"
urlpatterns: list = []
