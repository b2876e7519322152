def run(strength=0.5):
    print(f"denoised with {strength}")
