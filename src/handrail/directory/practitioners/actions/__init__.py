"""What changes posts, the register, the rota, trainings and settings."""
