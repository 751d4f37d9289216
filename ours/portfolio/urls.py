"""Addresses of the portfolio."""

from django.urls import path

from ours.portfolio import views

urlpatterns = [
    path("portfolio/", views.portfolio, name="portfolio"),
    path("portfolio/rows/", views.portfolio_rows, name="portfolio-rows"),
    path("portfolio/rows.csv", views.portfolio_csv, name="portfolio-csv"),
    path("portfolio/portfolio.xlsx", views.portfolio_xlsx, name="portfolio-xlsx"),
]
