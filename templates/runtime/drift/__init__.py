"""What files hold and the row types do not say."""
